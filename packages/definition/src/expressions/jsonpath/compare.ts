import type { Json } from '../../json.js';
import type { Search } from './search.js';

/** Compares two values of a filter; undefined stands for a path that leads nowhere. */
export type Comparison = (left: Json | undefined, right: Json | undefined, search: Search) => boolean;

/** The comparison that an operator means; undefined for an operator that does not compare. */
export function comparisonOf(operator: string): Comparison | undefined {
  switch (operator) {
    case '==':
      return same;
    case '!=':
      return (left, right, search) => !same(left, right, search);
    case '<':
      return less;
    case '>':
      return (left, right) => less(right, left);
    case '<=':
      return (left, right, search) => less(left, right) || same(left, right, search);
    case '>=':
      return (left, right, search) => less(right, left) || same(left, right, search);
    default:
      return undefined;
  }
}

function same(left: Json | undefined, right: Json | undefined, search: Search): boolean {
  return left === undefined || right === undefined ? left === right : search.equal(left, right);
}

/** Only numbers and texts have an order, and only among themselves (workflow-runtime.md 3.3). */
function less(left: Json | undefined, right: Json | undefined): boolean {
  if (typeof left === 'number' && typeof right === 'number') return left < right;
  return typeof left === 'string' && typeof right === 'string' && left < right;
}
