/** First pause, in milliseconds. */
const FIRST = 100;

/**
 * Pauses between tries of something that fails: short at first, since most failures are over soon (a database that was
 * restarted, a connection that was cut), then twice as long each time.
 */
export class GrowingPause {
  readonly #longest: number;
  #next = FIRST;

  /** @param longest - in milliseconds */
  constructor(longest: number) {
    this.#longest = longest;
  }

  /** The pause after one more failure, in milliseconds. */
  next(): number {
    const pause = Math.min(this.#next, this.#longest);
    this.#next = 2 * pause;
    return pause;
  }

  /** It worked: the next pause is a short one. */
  reset(): void {
    this.#next = FIRST;
  }
}
