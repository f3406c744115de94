/** How a load ended. */
export type LoadResult<T> = { readonly value: T } | { readonly error: Error };

/**
 * Loads something again whenever asked to, one load at a time.
 *
 * A wish that comes while a load is under way starts another one after it: the answer under way may be older than the
 * change that caused the wish.
 */
export class Refresher<T> {
  readonly #load: (signal: AbortSignal) => Promise<T>;
  readonly #onResult: (result: LoadResult<T>) => void;
  readonly #controller = new AbortController();
  #loading = false;
  #wanted = false;

  constructor(load: (signal: AbortSignal) => Promise<T>, onResult: (result: LoadResult<T>) => void) {
    this.#load = load;
    this.#onResult = onResult;
  }

  /** Asks for a fresh value. */
  refresh(): void {
    if (this.#controller.signal.aborted) {
      return;
    }
    if (this.#loading) {
      this.#wanted = true;
      return;
    }
    this.#loading = true;
    void this.#run();
  }

  /** Gives up: no result is reported from now on. */
  stop(): void {
    this.#controller.abort();
  }

  async #run(): Promise<void> {
    do {
      this.#wanted = false;
      const result = await this.#attempt();
      if (this.#controller.signal.aborted) {
        return;
      }
      this.#onResult(result);
    } while (this.#wanted);
    this.#loading = false;
  }

  async #attempt(): Promise<LoadResult<T>> {
    try {
      return { value: await this.#load(this.#controller.signal) };
    } catch (error) {
      return { error: error instanceof Error ? error : new Error(String(error)) };
    }
  }
}
