import type { Family, Labels, Sample } from './exposition.js';

/** How a family is called, and what it means. */
export type Heading = Pick<Family, 'name' | 'help'>;

/** Sets of labels that one collector keeps apart at most; a process must not grow with what names it is told. */
export const MAX_SERIES = 2_000;

/** Value of every label of what comes after that. */
export const OVERFLOW = 'other';

/** Counts something for each set of labels. */
export class Counter {
  readonly #heading: Heading;
  readonly #counts = new Map<string, { readonly labels: Labels; value: number }>();

  constructor(heading: Heading) {
    this.#heading = heading;
  }

  add(labels: Labels, amount = 1): void {
    const count = known(this.#counts, labels, (own) => ({ labels: own, value: 0 }));
    count.value += amount;
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
    const entry = known(this.#measured, labels, (own) => ({ labels: own, count: 0, sum: 0, max: 0 }));
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

function known<T>(entries: Map<string, T>, labels: Labels, create: (labels: Labels) => T): T {
  const key = keyOf(labels);
  const entry = entries.get(key);
  if (entry) return entry;
  if (entries.size >= MAX_SERIES && !isOverflow(labels)) return known(entries, overflowOf(labels), create);
  const created = create(labels);
  entries.set(key, created);
  return created;
}

/** Names and values; the length of a value tells where it ends. */
function keyOf(labels: Labels): string {
  let key = '';
  for (const [name, value] of Object.entries(labels)) key += `${name}=${value.length}:${value}`;
  return key;
}

function overflowOf(labels: Labels): Labels {
  return Object.fromEntries(Object.keys(labels).map((name) => [name, OVERFLOW]));
}

function isOverflow(labels: Labels): boolean {
  return Object.values(labels).every((value) => value === OVERFLOW);
}
