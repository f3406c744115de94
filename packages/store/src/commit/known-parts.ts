import type { Database } from '../database/database.js';

/** How many instances are remembered; what is forgotten is sent again, which is only slower. */
const limit = 1_000;

/**
 * Which large parts the database has already. They are deleted with their instance only, so what is known stays true while
 * the instance lives.
 */
export class KnownParts {
  readonly #hashes = new Map<string, Set<string>>();

  /** Whether an instance had large parts. */
  has(instanceId: string): boolean {
    return this.#hashes.has(instanceId);
  }

  of(instanceId: string): ReadonlySet<string> {
    return this.#hashes.get(instanceId) ?? new Set();
  }

  add(instanceId: string, hashes: readonly string[]): void {
    const all = this.#hashes.get(instanceId) ?? new Set();
    for (const hash of hashes) all.add(hash);
    // The last one that was used is the last one to be forgotten.
    this.#hashes.delete(instanceId);
    this.#hashes.set(instanceId, all);
    for (const [oldest] of this.#hashes) {
      if (this.#hashes.size <= limit) break;
      this.#hashes.delete(oldest);
    }
  }

  forget(instanceId: string): void {
    this.#hashes.delete(instanceId);
  }
}

const byDatabase = new WeakMap<Database, KnownParts>();

/** What is known of the parts in this database. */
export function knownParts(database: Database): KnownParts {
  const known = byDatabase.get(database) ?? new KnownParts();
  byDatabase.set(database, known);
  return known;
}
