/** One reason for all, as making an error for each call that is given up costs more than giving it up. */
const OVER = new Error('The exchange was given up.');

/**
 * Ends an exchange when its time is over or when nobody waits for it any more. `AbortSignal.any` and `AbortSignal.timeout`
 * would do the same for several times the cost, because they let the garbage collector do what `end` does.
 */
export class Deadline {
  readonly #given: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  #passed = false;
  #over = false;
  #stop: ((reason: Error) => void) | undefined;

  /** @param given - fires when nobody waits for the exchange any more */
  constructor(given: AbortSignal, milliseconds: number) {
    this.#given = given;
    this.#timer = setTimeout(() => {
      this.#passed = true;
      this.#end();
    }, milliseconds);
    if (given.aborted) this.#end();
    else given.addEventListener('abort', this.#end);
  }

  /** Whether the time is over. */
  get passed(): boolean {
    return this.#passed;
  }

  /** Has this called when the exchange must end, at once when it must already; what was to be called before no longer is. */
  onEnd(stop: (reason: Error) => void): void {
    this.#stop = stop;
    if (this.#over) stop(OVER);
  }

  /** To be called when the exchange has ended. */
  end(): void {
    clearTimeout(this.#timer);
    this.#given.removeEventListener('abort', this.#end);
    this.#stop = undefined;
  }

  readonly #end = (): void => {
    this.#over = true;
    this.#stop?.(OVER);
  };
}
