import type { Store, SweepPosition } from '@orchestrator/store';
import type { Logger } from '../logger.js';
import { Alarm } from '../steps/alarm.js';
import { archive } from './archive.js';

/** What deleting runs needs from its surroundings. */
export interface RetentionContext {
  readonly store: Pick<Store, 'retention' | 'index' | 'load'>;
  /** How long runs are kept after their end, in milliseconds. */
  readonly age: number;
  /** Pause between two sweeps, in milliseconds. */
  readonly interval: number;
  /** Folder that runs are written to before they are deleted; absent: they are not. */
  readonly folder: string | undefined;
  readonly logger: Logger;
}

/** How many runs are looked at at once. Few, since what else the database has to do waits for no more than that. */
const BATCH = 200;

/** Pause between two batches in milliseconds, so that deleting takes a small part of the database's time only. */
const PAUSE = 50;

/**
 * Deletes runs some time after they ended, also those of other runtimes. Every process sweeps over all old runs, a batch at a time; what another one
 * deletes at that moment is passed by.
 */
export class Retention {
  readonly #context: RetentionContext;
  readonly #alarm = new Alarm(() => this.#look());
  #after: SweepPosition | undefined;
  /** Whether the sweep has been over all own runs and has come to those of other runtimes. */
  #isAtIngested = false;
  #deleted = 0;

  constructor(context: RetentionContext) {
    this.#context = context;
  }

  start(): void {
    if (Number.isFinite(this.#context.age)) this.#alarm.wakeIn(this.#context.interval);
  }

  stop(): Promise<void> {
    return this.#alarm.stop();
  }

  async #look(): Promise<number> {
    const { interval, logger } = this.#context;
    try {
      if (await this.#batch()) return PAUSE;
      if (this.#deleted > 0) logger.info(`${this.#deleted} runs were deleted that ended long ago.`);
      this.#deleted = 0;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn(`Old runs could not be deleted; it will be tried again. ${reason}`);
    }
    return interval;
  }

  /** Answers whether the sweep goes on. */
  async #batch(): Promise<boolean> {
    if (this.#isAtIngested) {
      this.#isAtIngested = await this.#ingestedBatch();
      return this.#isAtIngested;
    }
    this.#after = await this.#ownBatch();
    this.#isAtIngested = this.#after === undefined;
    return true;
  }

  /** Answers where to go on; undefined after the last run. */
  async #ownBatch(): Promise<SweepPosition | undefined> {
    const { store, age } = this.#context;
    const after = this.#after;
    const { instanceIds, next } = await store.retention.look({ age, limit: BATCH, ...(after && { after }) });
    await this.#archive(instanceIds);
    this.#deleted += await store.retention.remove(instanceIds);
    return next;
  }

  /** Answers whether there are more. */
  async #ingestedBatch(): Promise<boolean> {
    const { store, age } = this.#context;
    const instanceIds = await store.retention.lookIngested({ age, limit: BATCH });
    await this.#archive(instanceIds);
    const removed = await store.retention.removeIngested(instanceIds);
    this.#deleted += removed;
    const strays = await store.retention.removeStrays({ age, limit: BATCH });
    return (instanceIds.length === BATCH && removed > 0) || strays >= BATCH;
  }

  async #archive(instanceIds: readonly string[]): Promise<void> {
    const { store, folder } = this.#context;
    if (folder !== undefined && instanceIds.length > 0) await archive(store, folder, instanceIds);
  }
}
