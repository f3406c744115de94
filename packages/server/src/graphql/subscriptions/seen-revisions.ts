import type { Revision } from '@orchestrator/store';

/** What became of something. */
export type Happening = 'added' | 'updated';

/** Compares what the index shows with what it showed before. */
export class SeenRevisions {
  #seen: Map<string, number> | undefined;
  /** Highest revision of a sequence at the last look, and at the one before it. */
  #highest = 0;
  #highestBefore = 0;
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
    for (const { id, revision, ofSequence } of shown) {
      const known = Math.max(before?.get(id) ?? -1, this.#told.get(id) ?? -1);
      // It was there before and is only now among what changed last. What was committed late may have a lower number than
      // what the last look showed, so the one before it counts.
      if (ofSequence && known < 0 && revision <= this.#highestBefore) continue;
      if (before && revision > known) found.set(id, known < 0 ? 'added' : 'updated');
    }
    this.#highestBefore = this.#highest;
    for (const { revision, ofSequence } of shown)
      if (ofSequence) this.#highest = Math.max(this.#highest, revision);
    this.#seen = new Map(shown.map(({ id, revision }) => [id, revision]));
    // What is told of while the index is read is newer than what it shows.
    for (const [id, revision] of this.#told)
      if ((this.#seen.get(id) ?? -1) < revision) this.#seen.set(id, revision);
    this.#told.clear();
    return found;
  }
}
