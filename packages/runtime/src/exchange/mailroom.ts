import { GrowingPause, StoreUnavailableError } from '@orchestrator/store';
import type { Message, MessageId, Store } from '@orchestrator/store';
import type { Logger } from '../logger.js';
import { Alarm } from '../steps/alarm.js';
import { onceStoreAnswers } from '../steps/once-store-answers.js';
import type { Stepped, Stepper } from '../steps/stepper.js';
import type { Births } from './births.js';

/** What handing messages over needs from its surroundings. */
export interface MailroomContext {
  readonly store: Store;
  readonly stepper: Stepper;
  readonly births: Births;
  readonly owner: string;
  readonly lease: number;
  /** Longest pause between two looks, in milliseconds. */
  readonly interval: number;
  /** First pause before a message is handed over again that could not be; it doubles each time up to `maxRetry`. */
  readonly retry: number;
  readonly maxRetry: number;
  /** How long handing a message over may fail before it becomes a dead letter, in milliseconds. */
  readonly patience: number;
  /** How long an event is kept that comes back because its node has gone, in milliseconds. */
  readonly eventWindow: number;
  readonly logger: Logger;
}

/** How many messages one look claims at most. */
const BATCH = 100;

/** Pause before a message to somebody who is still to be started is tried again, in milliseconds. */
const RETURN_PAUSE = 100;

/** Tells instances what is for them: words of other instances, events, and their own start. */
export class Mailroom {
  readonly #context: MailroomContext;
  readonly #alarm = new Alarm(() => this.#look());
  readonly #pause: GrowingPause;
  readonly #closing = new AbortController();
  /** Whether more messages waited than one look claims. */
  #crowded = false;
  /** Whether the last claim failed, so that some may have been claimed for nobody. */
  #lost = false;

  constructor(context: MailroomContext) {
    this.#context = context;
    this.#pause = new GrowingPause(context.interval);
  }

  /** Makes sure that messages are looked for no later than this many milliseconds from now. */
  wakeIn(milliseconds: number): void {
    this.#alarm.wakeIn(milliseconds);
  }

  stop(): Promise<void> {
    this.#closing.abort();
    return this.#alarm.stop();
  }

  async #look(): Promise<number> {
    const { store, owner, lease: leaseMs, interval } = this.#context;
    try {
      const claim = { owner, leaseMs, limit: BATCH, inTurns: this.#crowded, lost: this.#lost };
      this.#lost = true;
      const messages = await store.inbox.claim(claim);
      this.#lost = false;
      this.#crowded = messages.length === BATCH;
      await Promise.all(messages.map((message) => this.#attempt(message)));
      const next = this.#crowded ? 0 : ((await store.inbox.millisecondsToNext()) ?? interval);
      this.#pause.reset();
      return Math.min(next, interval);
    } catch (error) {
      this.#warn('Messages could not be looked up', error);
      return this.#pause.next();
    }
  }

  async #attempt(message: Message): Promise<void> {
    const patience = this.#context.lease / 2;
    try {
      // An outage of a moment must not cost a lease.
      await onceStoreAnswers(() => this.#handOver(message), {
        signal: this.#closing.signal,
        patience,
        waiting: () => undefined,
      });
    } catch (error) {
      const what = `A message to run ${message.receiver} could not be handed over`;
      // That the database is away says nothing about the message; its lease runs out.
      if (error instanceof StoreUnavailableError || this.#alarm.stopped) {
        this.#lost = true;
        this.#warn(what, error, { instanceId: message.receiver });
      } else
        await this.#giveUp(message, what, error).catch((failure: unknown) =>
          this.#warn(what, failure, { instanceId: message.receiver }),
        );
    }
  }

  async #giveUp({ id, receiver }: Message, what: string, error: unknown): Promise<void> {
    const { store, retry: pause, maxRetry: longest, patience, logger } = this.#context;
    const reason = error instanceof Error ? error.message : String(error);
    if (await store.inbox.failed(id, { reason, pause, longest, patience }))
      logger.error(`${what} for too long and is a dead letter now, which can be replayed. ${reason}`, {
        instanceId: receiver,
      });
    else this.#warn(what, error, { instanceId: receiver });
  }

  async #handOver(message: Message): Promise<void> {
    const { stepper, births, store } = this.#context;
    const { id, receiver } = message;
    switch (message.kind) {
      case 'fact': {
        const stepped = await stepper.apply(receiver, message.fact, id);
        if (!stepped) await store.inbox.returnToSender(id, RETURN_PAUSE);
        else if (!stepped.consumed) await this.#unheard(message);
        return;
      }
      case 'child':
        return this.#discardUnless(await births.child(message.start, id), id);
      case 'event':
        return this.#discardUnless(await births.byEvent(receiver, message.definition, message.event, id), id);
    }
  }

  /** A fact did not apply any more. An event may still be for another node of the instance. */
  async #unheard(message: Extract<Message, { kind: 'fact' }>): Promise<void> {
    const { store, eventWindow } = this.#context;
    const { id, receiver, fact } = message;
    if (fact.type !== 'event-arrived') return store.inbox.discard([id]);
    const again = { instanceId: receiver, message: id };
    const { told } = await store.events.deliver({
      event: fact.event,
      starts: [],
      window: eventWindow,
      again,
    });
    if (told > 0) this.wakeIn(0);
  }

  async #discardUnless(stepped: Pick<Stepped, 'consumed'> | undefined, id: MessageId): Promise<void> {
    if (!stepped?.consumed) await this.#context.store.inbox.discard([id]);
  }

  #warn(what: string, error: unknown, fields: Record<string, string> = {}): void {
    if (this.#alarm.stopped) return;
    this.#context.logger.warn(
      `${what}; it will be tried again. ${error instanceof Error ? error.message : String(error)}`,
      fields,
    );
  }
}
