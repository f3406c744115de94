import type { Program } from '@orchestrator/definition';
import type { Effect, Instance } from '@orchestrator/engine';
import type { Mailroom } from '../exchange/mailroom.js';
import type { Outgoing } from '../exchange/outgoing.js';
import type { Logger } from '../logger.js';
import type { RunFields } from '../run-fields.js';
import type { RestWatch } from '../rest/rest-watch.js';
import type { CommitListener } from '../runtime.js';
import type { Caller } from './caller.js';
import type { Recovery } from './recovery.js';
import type { CommittedStep } from './stepper.js';

/** Those who carry out what a committed step wished for. */
export interface AftermathContext {
  readonly caller: Caller;
  readonly recovery: Recovery;
  readonly mailroom: Mailroom;
  readonly outgoing: Outgoing;
  readonly rest: RestWatch;
  readonly program: (hash: string) => Promise<Program>;
  readonly logger: Logger;
  readonly fields: RunFields;
}

/** What follows a commit, and never comes before it: effects are carried out, and whoever waits is told. */
export class Aftermath {
  readonly #context: AftermathContext;
  readonly #listeners = new Set<CommitListener>();

  constructor(context: AftermathContext) {
    this.#context = context;
  }

  /** Tells of every commit. Returns a function that ends the subscription. */
  onCommit(listener: CommitListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  of(instance: Instance, step: CommittedStep): void {
    const { caller, rest } = this.#context;
    for (const effect of step.effects) this.#carryOut(instance, effect);
    if (instance.endedAt !== undefined) caller.cancel(instance.id);
    rest.committed(instance);
    for (const listener of this.#listeners) this.#tell(listener, instance, step);
  }

  /** Hands a call to the caller. */
  async call(instance: Instance, call: Extract<Effect, { type: 'call' }>): Promise<void> {
    const program = await this.#context.program(instance.definition);
    this.#context.caller.enqueue({ instance, program, call });
  }

  #carryOut(instance: Instance, effect: Effect): void {
    const { caller, recovery, mailroom, outgoing, logger } = this.#context;
    switch (effect.type) {
      case 'log': {
        const fields = this.#context.fields(instance, effect.node);
        logger[effect.level](effect.message, { ...fields, origin: 'workflow' });
        return;
      }
      case 'timer':
        return recovery.wakeIn(effect.due - Date.now());
      case 'settled':
        if (effect.what === 'call' || effect.what === 'all') caller.cancelNode(instance.id, effect.node);
        return;
      case 'call':
        this.call(instance, effect).catch((error: unknown) => this.#report(instance, error));
        return;
      case 'publish':
        return outgoing.wakeIn(0);
      case 'subscribe':
      case 'start':
      case 'message':
        // A subscription may have found an event that came before it.
        return mailroom.wakeIn(0);
    }
  }

  /** The commit has happened; a listener that fails must not look like a failed commit. */
  #tell(listener: CommitListener, instance: Instance, step: CommittedStep): void {
    try {
      listener(instance, step);
    } catch (error) {
      this.#report(instance, error);
    }
  }

  #report(instance: Instance, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#context.logger.error(`What follows a commit failed: ${reason}`, this.#context.fields(instance));
  }
}
