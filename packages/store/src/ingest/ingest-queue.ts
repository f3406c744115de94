import { StoreDataError, StoreUnavailableError } from '../errors.js';
import type { LifecycleEvent } from './lifecycle-event.js';
import { sizeOf } from './size-of.js';

/** Events that one transaction takes at most and the size they have together, unless a single batch has more. */
const MAX_EVENTS = 500;
const MAX_SIZE = 10_000_000;

/** Events that wait at most: a database that cannot keep up must not fill the memory. */
export const MAX_WAITING = 20_000;
/** The size at which no more wait, in characters. */
export const MAX_WAITING_SIZE = 100_000_000;

interface Batch {
  readonly events: readonly LifecycleEvent[];
  readonly size: number;
  readonly taken: () => void;
  readonly failed: (error: unknown) => void;
}

/**
 * Batches that arrive while one is being stored are stored together afterwards: senders who tell of the same run at once
 * then do not get into each other's way, and many small requests share a transaction.
 */
export class IngestQueue {
  readonly #store: (events: readonly LifecycleEvent[]) => Promise<void>;
  readonly #waiting: Batch[] = [];
  #waitingEvents = 0;
  #waitingSize = 0;
  #isBusy = false;

  constructor(store: (events: readonly LifecycleEvent[]) => Promise<void>) {
    this.#store = store;
  }

  /** Resolves when the batch is stored. @throws StoreUnavailableError when too many wait already */
  async add(events: readonly LifecycleEvent[]): Promise<void> {
    if (this.#waitingEvents >= MAX_WAITING || this.#waitingSize >= MAX_WAITING_SIZE) {
      throw new StoreUnavailableError(
        `${this.#waitingEvents} events of other runtimes wait to be stored; send these again later.`,
      );
    }
    const size = sizeOf(events);
    this.#waitingEvents += events.length;
    this.#waitingSize += size;
    return new Promise((taken, failed) => {
      this.#waiting.push({ events, size, taken, failed });
      if (!this.#isBusy) void this.#work();
    });
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) await this.#storeTogether(this.#next());
    this.#isBusy = false;
  }

  #next(): Batch[] {
    let events = 0;
    let size = 0;
    const end = this.#waiting.findIndex((batch, position) => {
      events += batch.events.length;
      size += batch.size;
      return position > 0 && (events > MAX_EVENTS || size > MAX_SIZE);
    });
    const batches = this.#waiting.splice(0, end < 0 ? this.#waiting.length : end);
    for (const batch of batches) {
      this.#waitingEvents -= batch.events.length;
      this.#waitingSize -= batch.size;
    }
    return batches;
  }

  async #storeTogether(batches: readonly Batch[]): Promise<void> {
    try {
      await this.#store(batches.flatMap(({ events }) => events));
      for (const { taken } of batches) taken();
    } catch (error) {
      // One that cannot be stored must not keep the others out.
      if (error instanceof StoreDataError && batches.length > 1)
        for (const batch of batches) await this.#storeTogether([batch]);
      else for (const { failed } of batches) failed(error);
    }
  }
}
