import { openStore } from '@orchestrator/store';

/**
 * Stores in memory that one application after the other uses: opening one takes seconds, and only the runs of a case
 * have to be its own.
 */
export class StorePool {
  #free = [];

  async take() {
    return this.#free.pop() ?? (await openStore({ kind: 'pglite-memory' }));
  }

  /** A store that still holds runs is not used again. */
  async giveBack(store, clean) {
    if (clean) this.#free.push(store);
    else await store.close();
  }

  async close() {
    await Promise.all(this.#free.splice(0).map((store) => store.close()));
  }
}
