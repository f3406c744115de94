/** Values that somebody takes one by one, as they come. */
export class Feed<Value> implements AsyncIterableIterator<Value> {
  readonly #most: number;
  readonly #onEnd: () => void;
  readonly #values: Value[] = [];
  #wake: (() => void) | undefined;
  #ended = false;

  /**
   * @param most - values that may wait; with more the feed ends, since whoever takes them cannot keep up
   * @param onEnd - called once
   */
  constructor(most: number, onEnd: () => void) {
    this.#most = most;
    this.#onEnd = onEnd;
  }

  push(value: Value): void {
    if (this.#ended) return;
    if (this.#values.length >= this.#most) this.end();
    else this.#values.push(value);
    this.#wake?.();
  }

  /** Ends the feed; values that wait are still taken. */
  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#onEnd();
    this.#wake?.();
  }

  async next(): Promise<IteratorResult<Value>> {
    for (;;) {
      const [value] = this.#values.splice(0, 1);
      if (value !== undefined) return { done: false, value };
      if (this.#ended) return { done: true, value: undefined };
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }

  async return(): Promise<IteratorResult<Value>> {
    this.#values.length = 0;
    this.end();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }
}
