import type { DeadLetter, DeadLetterId, DeadLetterQuery, DeadLetters } from '@orchestrator/store';

/** Dead letters of the store; whoever hands over what is replayed is woken, so that nobody waits for the next look. */
export class ReplayedLetters implements DeadLetters {
  readonly #letters: DeadLetters;
  readonly #replayed: () => void;

  /** @param replayed - called after letters went back to where they came from */
  constructor(letters: DeadLetters, replayed: () => void) {
    this.#letters = letters;
    this.#replayed = replayed;
  }

  list(query: DeadLetterQuery): Promise<DeadLetter[]> {
    return this.#letters.list(query);
  }

  load(id: DeadLetterId): Promise<DeadLetter | undefined> {
    return this.#letters.load(id);
  }

  count(): Promise<number> {
    return this.#letters.count();
  }

  async replay(ids: readonly DeadLetterId[]): Promise<DeadLetterId[]> {
    const replayed = await this.#letters.replay(ids);
    if (replayed.length > 0) this.#replayed();
    return replayed;
  }

  remove(ids: readonly DeadLetterId[]): Promise<DeadLetterId[]> {
    return this.#letters.remove(ids);
  }
}
