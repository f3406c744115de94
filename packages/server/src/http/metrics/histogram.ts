import type { Heading } from './collectors.js';
import { MAX_SERIES, OVERFLOW } from './collectors.js';
import type { Distribution, Family } from './exposition.js';

/** What a histogram is made of. */
export interface HistogramOptions extends Heading {
  /** Upper bounds of the buckets, ascending. */
  readonly bounds: readonly number[];
  /** The only label; absent: there is none. */
  readonly label?: string;
}

/** Bounds in seconds for what takes from half a millisecond to ten seconds. */
export const SHORT_TIMES = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Bounds in seconds for what takes from a hundredth of a second to a month. */
export const LONG_TIMES = [0.01, 0.1, 1, 10, 60, 600, 3_600, 21_600, 86_400, 604_800, 2_592_000];

/** Sorts what is measured into buckets. One value costs one look-up and no memory, since every step of a run is measured. */
export class Histogram {
  readonly #options: HistogramOptions;
  readonly #measured = new Map<string, { readonly counts: number[]; sum: number }>();

  constructor(options: HistogramOptions) {
    this.#options = options;
  }

  /** @param of - value of the label */
  observe(value: number, of = ''): void {
    const { bounds } = this.#options;
    const entry = this.#measured.get(of) ?? this.#begin(of);
    let bucket = 0;
    while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket += 1;
    entry.counts[bucket] = (entry.counts[bucket] ?? 0) + 1;
    entry.sum += value;
  }

  get families(): Family[] {
    const { name, help, bounds, label } = this.#options;
    const distributions = [...this.#measured].map(([of, { counts, sum }]): Distribution => ({
      labels: label === undefined ? {} : { [label]: of },
      counts,
      sum,
    }));
    return [{ name, help, type: 'histogram', bounds, distributions }];
  }

  #begin(of: string): { readonly counts: number[]; sum: number } {
    const key = this.#measured.size < MAX_SERIES ? of : OVERFLOW;
    const known = this.#measured.get(key);
    if (known) return known;
    const entry = { counts: new Array<number>(this.#options.bounds.length + 1).fill(0), sum: 0 };
    this.#measured.set(key, entry);
    return entry;
  }
}
