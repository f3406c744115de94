import type { Store } from '@orchestrator/store';
import type { Logger } from '../logger.js';
import { Retention } from '../keeping/retention.js';
import type { RetentionContext } from '../keeping/retention.js';
import { Alarm } from '../steps/alarm.js';

/** What forgetting needs from its surroundings. */
export interface MemoryContext {
  readonly store: Store;
  /** How long the id of an event is remembered, in milliseconds. */
  readonly eventMemory: number;
  /** How and how long runs are kept. */
  readonly runs: Pick<RetentionContext, 'age' | 'interval' | 'folder'>;
  readonly logger: Logger;
}

/** How much is forgotten at once, so that no statement holds others up. */
const BATCH = 1_000;

/** Pause between two looks, in milliseconds. */
const INTERVAL = 60_000;

/** Forgets which events came, events that were kept in vain, keys of starts, and runs, once their time is over. */
export class Memory {
  readonly #context: MemoryContext;
  readonly #retention: Retention;
  readonly #alarm = new Alarm(() => this.#look());

  constructor(context: MemoryContext) {
    this.#context = context;
    const { store, runs, logger } = context;
    this.#retention = new Retention({ store, ...runs, logger });
  }

  start(): void {
    this.#alarm.wakeIn(INTERVAL);
    this.#retention.start();
  }

  async stop(): Promise<void> {
    await Promise.all([this.#alarm.stop(), this.#retention.stop()]);
  }

  async #look(): Promise<number> {
    const { store, eventMemory, logger } = this.#context;
    try {
      const events = await store.events.prune(eventMemory, BATCH);
      const keys = await store.startKeys.prune(BATCH);
      return Math.max(events, keys) >= BATCH ? 0 : INTERVAL;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn(`Old events and keys could not be forgotten; it will be tried again. ${reason}`);
      return INTERVAL;
    }
  }
}
