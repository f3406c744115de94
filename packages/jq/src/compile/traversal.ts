import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { Accumulator } from '../value/accumulator.js';
import { valuesOf } from '../value/access.js';
import { isTruthy } from '../value/kind.js';
import type { Code, Each, One } from './code.js';
import type { Scope } from './scope.js';

/**
 * Outputs that are the elements of one value, some left out, each changed: `.items[] | select(.on) | .price`. Whoever
 * takes them all loops over the elements itself, without callbacks.
 */
export interface Traversal {
  /** The value whose elements are visited. */
  readonly target: One;
  /** Which elements count; null: all. */
  readonly keep: One | null;
  /** What becomes of an element; null: it stays as it is. */
  readonly change: One | null;
}

/** The traversal that a pipe of two parts is, or null. */
export function joinTraversal(left: Code, right: Code): Traversal | null {
  const { traversal } = left;
  if (traversal === undefined)
    return left.one !== null && right.traversal !== undefined
      ? { ...right.traversal, target: compose(left.one, right.traversal.target) }
      : null;
  const { keep, change } = traversal;
  if (right.one !== null)
    return { ...traversal, change: change === null ? right.one : compose(change, right.one) };
  if (right.filter === undefined || change !== null) return null;
  return { ...traversal, keep: keep === null ? right.filter : both(keep, right.filter) };
}

function compose(first: One, second: One): One {
  return (input, scope, run) => second(first(input, scope, run), scope, run);
}

function both(first: One, second: One): One {
  return (input, scope, run) => isTruthy(first(input, scope, run)) && second(input, scope, run);
}

/** The elements to visit, all counted as steps. */
export function elementsOf({ target }: Traversal, input: Json, scope: Scope, run: Run): readonly Json[] {
  const elements = valuesOf(target(input, scope, run), run);
  run.spend(elements.length);
  return elements;
}

/** Gives the outputs one after the other. */
export function eachElement({ target, keep, change }: Traversal): Each {
  return (input, scope, run, emit) => {
    for (const element of valuesOf(target(input, scope, run), run)) {
      run.step();
      if (keep !== null && !isTruthy(keep(element, scope, run))) continue;
      if (emit(change === null ? element : change(element, scope, run))) return true;
    }
    return false;
  };
}

/** All outputs in an array. */
export function collectElements(traversal: Traversal): One {
  const { keep, change } = traversal;
  return (input, scope, run) => {
    const items: Json[] = [];
    for (const element of elementsOf(traversal, input, scope, run)) {
      if (keep !== null && !isTruthy(keep(element, scope, run))) continue;
      items.push(change === null ? element : change(element, scope, run));
    }
    run.produce(16 * items.length);
    return items;
  };
}

/** The number of outputs. */
export function countElements(traversal: Traversal): One {
  const { keep, change } = traversal;
  return (input, scope, run) => {
    let count = 0;
    for (const element of elementsOf(traversal, input, scope, run)) {
      if (keep !== null && !isTruthy(keep(element, scope, run))) continue;
      if (change !== null) change(element, scope, run);
      count++;
    }
    return count;
  };
}

/** The sum of the outputs. */
export function addElements(traversal: Traversal): One {
  const { keep, change } = traversal;
  return (input, scope, run) => {
    const total = new Accumulator(null);
    for (const element of elementsOf(traversal, input, scope, run)) {
      if (keep !== null && !isTruthy(keep(element, scope, run))) continue;
      total.add(change === null ? element : change(element, scope, run), run);
    }
    return total.value;
  };
}
