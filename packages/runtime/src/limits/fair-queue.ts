interface Line<T> {
  readonly items: T[];
  /** What its key has been charged, measured on the queue's clock. */
  served: number;
}

/**
 * Waiting items of several keys. The key that was charged least comes next, so a key with many or costly items makes the
 * others wait for no more than their share (start-time fair queuing).
 */
export class FairQueue<T> {
  readonly #lines = new Map<string, Line<T>>();
  #size = 0;
  /** What the key that came last had been charged. Who was idle begins here, so nobody saves up turns. */
  #clock = 0;

  /** Items that wait. */
  get size(): number {
    return this.#size;
  }

  /** Items of a key that wait. */
  waiting(key: string): number {
    return this.#lines.get(key)?.items.length ?? 0;
  }

  add(key: string, item: T): void {
    const line = this.#lines.get(key) ?? { items: [], served: 0 };
    if (line.items.length === 0) line.served = Math.max(line.served, this.#clock);
    line.items.push(item);
    this.#lines.set(key, line);
    this.#size += 1;
  }

  /** Takes the next item of the keys that may have another one. */
  take(may: (key: string) => boolean): T | undefined {
    let next: Line<T> | undefined;
    for (const [key, line] of this.#lines) {
      if (line.items.length > 0 && (!next || line.served < next.served) && may(key)) next = line;
    }
    const item = next?.items.shift();
    if (!next || item === undefined) return undefined;
    this.#clock = next.served;
    this.#size -= 1;
    return item;
  }

  /** Charges a key for what it was given. */
  charge(key: string, cost: number): void {
    const line = this.#lines.get(key);
    if (line) line.served += cost;
  }

  /** Takes out everything that waits. */
  clear(): T[] {
    const items = [...this.#lines.values()].flatMap((line) => line.items);
    this.#lines.clear();
    this.#size = 0;
    return items;
  }
}
