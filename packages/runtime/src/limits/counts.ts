/** How many there are of each key, and in all. */
export class Counts {
  readonly #counts = new Map<string, number>();
  #total = 0;

  get total(): number {
    return this.#total;
  }

  of(key: string): number {
    return this.#counts.get(key) ?? 0;
  }

  add(key: string): void {
    this.#counts.set(key, this.of(key) + 1);
    this.#total += 1;
  }

  remove(key: string): void {
    const left = this.of(key) - 1;
    if (left > 0) this.#counts.set(key, left);
    else this.#counts.delete(key);
    this.#total -= 1;
  }

  /** The sum over all keys, where none counts for more than its share. */
  sumWithin(share: (key: string) => number): number {
    let sum = 0;
    for (const [key, count] of this.#counts) sum += Math.min(count, share(key));
    return sum;
  }
}
