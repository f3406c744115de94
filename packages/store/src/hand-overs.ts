import type { Database } from './database/database.js';
import { HAND_OVERS } from './sql/tell-others.js';

/** Tells all who listen in this process of what other processes leave to them, by one connection. */
export class HandOvers {
  readonly #database: Database;
  readonly #listeners = new Set<() => void>();
  #stop: (() => void) | undefined;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Calls the listener until the returned function is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    this.#stop ??= this.#database.listen(HAND_OVERS, () => {
      for (const listen of this.#listeners) listen();
    });
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      this.#stop?.();
      this.#stop = undefined;
    };
  }
}
