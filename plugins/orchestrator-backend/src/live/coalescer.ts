/**
 * Lets through at most one value for each key in an interval; the first at once, of the others the last.
 */
export class Coalescer<T> {
  readonly #intervalMs: number;
  readonly #emit: (value: T) => void;
  readonly #held = new Map<string, { latest: T | undefined; timer: NodeJS.Timeout }>();

  constructor(intervalMs: number, emit: (value: T) => void) {
    this.#intervalMs = intervalMs;
    this.#emit = emit;
  }

  /** Takes a value; it is let through now, at the end of the interval, or replaced by a later one. */
  push(key: string, value: T): void {
    const held = this.#held.get(key);
    if (held) {
      held.latest = value;
    } else {
      this.#release(key, value);
    }
  }

  /** Drops what is held. */
  close(): void {
    this.#held.forEach(({ timer }) => clearTimeout(timer));
    this.#held.clear();
  }

  #release(key: string, value: T): void {
    const timer = setTimeout(() => this.#elapsed(key), this.#intervalMs);
    timer.unref();
    this.#held.set(key, { latest: undefined, timer });
    this.#emit(value);
  }

  #elapsed(key: string): void {
    const latest = this.#held.get(key)?.latest;
    this.#held.delete(key);
    if (latest !== undefined) {
      this.#release(key, latest);
    }
  }
}
