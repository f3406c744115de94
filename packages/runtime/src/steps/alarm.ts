/** Longest timer that Node takes; longer ones would fire at once. */
const MAX_DELAY = 2_147_483_647;

/**
 * Looks for work again and again: when it is said to, and no later than each look asks for. One look at a time; only the
 * moment of the next one is in memory.
 */
export class Alarm {
  /** Does what is to be done now; answers after how many milliseconds to look again. Does not throw. */
  readonly #look: () => Promise<number>;
  #timer: NodeJS.Timeout | undefined;
  #at = Number.POSITIVE_INFINITY;
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #stopped = false;

  constructor(look: () => Promise<number>) {
    this.#look = look;
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Makes sure that a look happens no later than this many milliseconds from now. */
  wakeIn(milliseconds: number): void {
    if (this.#stopped) return;
    const delay = Math.min(Math.max(0, milliseconds), MAX_DELAY);
    const at = Date.now() + delay;
    if (at >= this.#at) return;
    clearTimeout(this.#timer);
    this.#at = at;
    this.#timer = setTimeout(() => void this.#ring(), delay);
  }

  /** Looks no more, and waits for the look that is on its way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#looking;
  }

  async #ring(): Promise<void> {
    this.#at = Number.POSITIVE_INFINITY;
    if (this.#stopped) return;
    if (this.#looking) {
      // The look on its way may have missed what this alarm is about.
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#look().then((next) => this.wakeIn(next));
    await this.#looking;
    this.#looking = undefined;
    if (this.#lookAgain) this.wakeIn(0);
    this.#lookAgain = false;
  }
}
