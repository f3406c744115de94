import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import { ExpressionError } from '../expression.js';

/** How many values one evaluation may look at. */
export const MAX_VISITS = 1_000_000;

/** The state of one evaluation: its expression, the data that `$` means in filters, and what is left of its budget. */
export class Search {
  readonly source: string;
  readonly root: Json;
  #left = MAX_VISITS;

  constructor(source: string, root: Json) {
    this.source = source;
    this.root = root;
  }

  /** Values looked at so far. */
  get visits(): number {
    return MAX_VISITS - this.#left;
  }

  /** Counts a value that is looked at. @throws ExpressionError `expression-budget` */
  visit(): void {
    if (--this.#left >= 0) return;
    const message = `The expression ${this.source} was stopped: it looked at more than ${MAX_VISITS} values.`;
    throw new ExpressionError('expression-budget', message);
  }

  /** The values inside of another one, in order. */
  children(value: Json): readonly Json[] {
    if (Array.isArray(value)) return value as readonly Json[];
    return isJsonObject(value) ? Object.values(value) : [];
  }

  /** Whether two values are the same JSON. */
  equal(left: Json, right: Json): boolean {
    this.visit();
    if (left === right) return true;
    if (Array.isArray(left) && Array.isArray(right)) {
      const others = right as readonly Json[];
      return (
        left.length === others.length &&
        left.every((item: Json, index) => this.equal(item, others[index] ?? null))
      );
    }
    if (!isJsonObject(left) || !isJsonObject(right)) return false;
    const keys = Object.keys(left);
    return (
      keys.length === Object.keys(right).length &&
      keys.every((key) => Object.hasOwn(right, key) && this.equal(left[key] ?? null, right[key] ?? null))
    );
  }
}
