/** Allows so many a second on average, and a burst of some at once. */
export class TokenBucket {
  #tokens: number;
  #at: number;

  constructor(burst: number, now: number) {
    this.#tokens = burst;
    this.#at = now;
  }

  /**
   * Takes a token.
   *
   * @param rate - tokens a second
   * @param burst - most tokens that are saved up
   * @param now - milliseconds of a clock for durations
   * @returns 0, or without one to take the milliseconds until there is one
   */
  take(rate: number, burst: number, now: number): number {
    this.#tokens = Math.min(burst, this.#tokens + (Math.max(0, now - this.#at) / 1_000) * rate);
    this.#at = now;
    if (this.#tokens < 1) return Math.ceil(((1 - this.#tokens) / rate) * 1_000);
    this.#tokens -= 1;
    return 0;
  }
}
