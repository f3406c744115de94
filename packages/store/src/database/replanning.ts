import type { PgConnection } from './pg-transaction.js';

/** How long plans are kept, in milliseconds. */
const keptMs = 15_000;

/**
 * Has PostgreSQL make its plans anew from time to time. It makes them for the size that tables have at that moment, and
 * keeps them until it counts the rows again, a minute after many were written at best. A queue that was empty when its rows
 * were counted last, as queues mostly are, has plans that read all of it, since that costs nothing then; they would be kept
 * while it fills up.
 */
export class Replanning {
  /** When each connection began to plan. */
  readonly #since = new WeakMap<PgConnection, number>();
  readonly #now: () => number;

  /** @param now - a clock for durations, in milliseconds */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** To be called before a connection is used; outside of a transaction, as what throws there ends it. */
  async before(connection: PgConnection): Promise<void> {
    const now = this.#now();
    const since = this.#since.get(connection);
    if (since !== undefined && now - since < keptMs) return;
    this.#since.set(connection, now);
    if (since !== undefined) await connection.query({ text: 'discard plans' });
  }
}
