import type { Revision } from '@orchestrator/store';

/** What became of something. */
export type Happening = 'added' | 'updated';

/** Compares what the index shows with what it showed before. */
export class SeenRevisions {
  #seen: Map<string, number> | undefined;
  /** Told of since the last look, by this process. */
  readonly #told = new Map<string, number>();

  /** Notes what is known already. */
  tell({ id, revision }: Revision): void {
    this.#told.set(id, revision);
  }

  /** What is new since the last look, by id. The first look finds nothing: all of it was there before. */
  look(shown: readonly Revision[]): Map<string, Happening> {
    const before = this.#seen;
    const found = new Map<string, Happening>();
    for (const { id, revision } of shown) {
      const known = Math.max(before?.get(id) ?? -1, this.#told.get(id) ?? -1);
      if (before && revision > known) found.set(id, known < 0 ? 'added' : 'updated');
    }
    this.#seen = new Map(shown.map(({ id, revision }) => [id, revision]));
    // What is told of while the index is read is newer than what it shows.
    for (const [id, revision] of this.#told)
      if ((this.#seen.get(id) ?? -1) < revision) this.#seen.set(id, revision);
    this.#told.clear();
    return found;
  }
}
