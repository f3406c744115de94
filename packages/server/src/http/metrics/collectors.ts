import type { Family, Labels, Sample } from './exposition.js';

/** How a family is called, and what it means. */
export type Heading = Pick<Family, 'name' | 'help'>;

/** Counts something for each set of labels. */
export class Counter {
  readonly #heading: Heading;
  readonly #counts = new Map<string, { readonly labels: Labels; value: number }>();

  constructor(heading: Heading) {
    this.#heading = heading;
  }

  add(labels: Labels): void {
    const count = known(this.#counts, labels, () => ({ labels, value: 0 }));
    count.value += 1;
  }

  get families(): Family[] {
    return [{ ...this.#heading, type: 'counter', samples: this.#counts.values() }];
  }
}

/** Number, sum and largest of what was measured, for each set of labels. */
export class Summary {
  readonly #heading: Heading;
  readonly #measured = new Map<
    string,
    { readonly labels: Labels; count: number; sum: number; max: number }
  >();

  constructor(heading: Heading) {
    this.#heading = heading;
  }

  observe(labels: Labels, value: number): void {
    const entry = known(this.#measured, labels, () => ({ labels, count: 0, sum: 0, max: 0 }));
    entry.count += 1;
    entry.sum += value;
    entry.max = Math.max(entry.max, value);
  }

  /** The largest value is a family of its own: summaries have no place for it. */
  get families(): Family[] {
    const { name, help } = this.#heading;
    const measured = [...this.#measured.values()];
    const samples = measured.flatMap(({ labels, count, sum }): Sample[] => [
      { suffix: '_count', labels, value: count },
      { suffix: '_sum', labels, value: sum },
    ]);
    const largest = measured.map(({ labels, max }) => ({ labels, value: max }));
    return [
      { name, help, type: 'summary', samples },
      { name: `${name}_max`, help: `${help} Largest value.`, type: 'gauge', samples: largest },
    ];
  }
}

function known<T>(entries: Map<string, T>, labels: Labels, create: () => T): T {
  const key = JSON.stringify(Object.entries(labels));
  const entry = entries.get(key) ?? create();
  entries.set(key, entry);
  return entry;
}
