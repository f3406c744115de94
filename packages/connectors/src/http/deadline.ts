/** One reason for all, as making an error for each call that is given up costs more than giving it up. */
const OVER = new Error('The exchange was given up.');

/**
 * A signal that fires when a time is over or when another signal does. `AbortSignal.any` and `AbortSignal.timeout` do the
 * same for several times the cost, because they let the garbage collector do what `end` does.
 */
export class Deadline {
  readonly #controller = new AbortController();
  readonly #given: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  #passed = false;

  /** @param given - fires when nobody waits for the exchange any more */
  constructor(given: AbortSignal, milliseconds: number) {
    this.#given = given;
    this.#timer = setTimeout(() => {
      this.#passed = true;
      this.#stop();
    }, milliseconds);
    if (given.aborted) this.#stop();
    else given.addEventListener('abort', this.#stop);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether the time is over. */
  get passed(): boolean {
    return this.#passed;
  }

  /** To be called when the exchange has ended. */
  end(): void {
    clearTimeout(this.#timer);
    this.#given.removeEventListener('abort', this.#stop);
  }

  readonly #stop = (): void => this.#controller.abort(OVER);
}
