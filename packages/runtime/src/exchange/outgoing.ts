import { setTimeout as delay } from 'node:timers/promises';
import { GrowingPause } from '@orchestrator/store';
import type { OutgoingEvent, Store } from '@orchestrator/store';
import type { Logger } from '../logger.js';
import type { Observer } from '../observer.js';
import type { Publisher } from '../runtime.js';
import { Alarm } from '../steps/alarm.js';

/** What sending events needs from its surroundings. Times are in milliseconds. */
export interface OutgoingContext {
  readonly store: Store;
  readonly publisher: Publisher;
  readonly owner: string;
  /** How long one event may take; after it another process may send it too. */
  readonly lease: number;
  /** Longest pause between two looks. */
  readonly interval: number;
  /** First pause before an event is sent again; it doubles each time. */
  readonly retry: number;
  readonly maxRetry: number;
  /** How long an event may fail before it becomes a dead letter. */
  readonly patience: number;
  /** The same for an event that the receiver will never take, as it says itself. */
  readonly refusedPatience: number;
  readonly observer: Observer;
  readonly logger: Logger;
}

/** How many events are sent at a time. */
const BATCH = 100;

/** Sends the events that instances produced, those of each instance in order, until the receiver has them. */
export class Outgoing {
  readonly #context: OutgoingContext;
  readonly #alarm = new Alarm(() => this.#look());
  readonly #pause: GrowingPause;
  /** Whether events were left that could be sent at once. */
  #crowded = false;
  /** Whether the last claim failed, so that some may have been claimed for nobody. */
  #lost = false;
  readonly #closing = new AbortController();

  constructor(context: OutgoingContext) {
    this.#context = context;
    this.#pause = new GrowingPause(context.interval);
  }

  /** Makes sure that events are looked for no later than this many milliseconds from now. */
  wakeIn(milliseconds: number): void {
    this.#alarm.wakeIn(milliseconds);
  }

  /** Stops without waiting for receivers; what they have not confirmed is sent again by the next process. */
  stop(): Promise<void> {
    this.#closing.abort();
    return this.#alarm.stop();
  }

  async #look(): Promise<number> {
    const { store, interval, logger } = this.#context;
    try {
      const events = await this.#claim();
      const sent = await Promise.all(events.map((event) => this.#send(event)));
      await store.events.sent(events.filter((_, index) => sent[index]));
      const next = (await store.events.millisecondsToNextOutgoing()) ?? interval;
      // A claim hands out one event of each run, so its number tells nothing.
      this.#crowded = next <= 0;
      this.#pause.reset();
      return Math.min(next, interval);
    } catch (error) {
      if (!this.#alarm.stopped)
        logger.warn(`Events could not be looked up; it will be tried again. ${reasonOf(error)}`);
      return this.#pause.next();
    }
  }

  async #claim(): Promise<OutgoingEvent[]> {
    const { store, owner, lease: leaseMs } = this.#context;
    const claim = { owner, leaseMs, limit: BATCH, inTurns: this.#crowded, lost: this.#lost };
    this.#lost = true;
    const events = await store.events.claimOutgoing(claim);
    this.#lost = false;
    return events;
  }

  /** Sends one event; false when it has to be sent again. */
  async #send(outgoing: OutgoingEvent): Promise<boolean> {
    const { publisher, observer } = this.#context;
    try {
      await this.#within(publisher.publish(outgoing.event));
      observer.published?.(false);
      return true;
    } catch (error) {
      // One that cannot be postponed either comes up again when its lease is over; the others go on.
      if (!this.#closing.signal.aborted)
        await this.#postpone(outgoing, error).catch((failure: unknown) =>
          this.#unpostponed(outgoing, failure),
        );
      return false;
    }
  }

  #unpostponed({ event, instanceId }: OutgoingEvent, failure: unknown): void {
    this.#context.logger.warn(
      `The event ${event.id} could be neither sent nor put off; it is tried again. ${reasonOf(failure)}`,
      { instanceId },
    );
  }

  async #postpone(outgoing: OutgoingEvent, error: unknown): Promise<void> {
    const { store, retry, maxRetry, patience, refusedPatience, observer, logger } = this.#context;
    observer.published?.(true);
    const { event, instanceId } = outgoing;
    const reason = reasonOf(error);
    const pause = Math.min(retry * 2 ** outgoing.attempts, maxRetry);
    const limit = isFinal(error) ? Math.min(patience, refusedPatience) : patience;
    const what = `The event ${event.id} of type "${event.type}" could not be sent`;
    if (await store.events.failed(outgoing, { reason, pause, patience: limit }))
      logger.error(`${what} for too long and is a dead letter now, which can be replayed. ${reason}`, {
        instanceId,
      });
    else logger.warn(`${what}; it is tried again in ${pause} ms. ${reason}`, { instanceId });
  }

  async #within(work: Promise<void>): Promise<void> {
    const done = new AbortController();
    const signal = AbortSignal.any([done.signal, this.#closing.signal]);
    const late = delay(this.#context.lease, undefined, { signal }).then(() => {
      throw new Error(`The receiver did not answer within ${this.#context.lease} ms.`);
    });
    // Whoever loses the race may fail later, and nobody is interested any more.
    late.catch(() => undefined);
    work.catch(() => undefined);
    try {
      await Promise.race([work, late]);
    } finally {
      done.abort();
    }
  }
}

/** Whether the receiver said that it will never take the event. */
function isFinal(error: unknown): boolean {
  return error instanceof Error && 'final' in error && error.final === true;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
