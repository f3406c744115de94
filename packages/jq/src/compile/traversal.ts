import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { Accumulator } from '../value/accumulator.js';
import { valuesOf } from '../value/access.js';
import { isTruthy } from '../value/kind.js';
import type { Code, Each, One } from './code.js';
import type { Scope } from './scope.js';

/** A part that passes its input on, changed or not, or leaves it out: `select(.on) | .price`. */
export interface Stage {
  /** Decides whether there is an output; null: always. */
  readonly keep: One | null;
  /** What becomes of the input; null: it stays as it is. */
  readonly change: One | null;
}

/**
 * Outputs that are the elements of one value after a stage: `.items[] | select(.on) | .price`. Whoever takes them all
 * loops over the elements itself, without callbacks.
 */
export interface Traversal extends Stage {
  /** The value whose elements are visited. */
  readonly target: One;
}

/** The traversal that a pipe of two parts is, or null. */
export function joinTraversal(left: Code, right: Code): Traversal | null {
  const { traversal } = left;
  if (traversal === undefined)
    return left.one !== null && right.traversal !== undefined
      ? { ...right.traversal, target: compose(left.one, right.traversal.target) }
      : null;
  const stage = joinStages(traversal, stageOf(right));
  return stage === null ? null : { ...traversal, ...stage };
}

/** The stage that a pipe of two parts is, or null. */
export function joinStage(left: Code, right: Code): Stage | null {
  return left.stage === undefined ? null : joinStages(left.stage, stageOf(right));
}

function stageOf({ one, stage }: Code): Stage | null {
  return one === null ? (stage ?? null) : { keep: null, change: one };
}

function joinStages(first: Stage, second: Stage | null): Stage | null {
  if (second === null) return null;
  if (first.change === null) return { keep: both(first.keep, second.keep), change: second.change };
  return second.keep === null
    ? {
        keep: first.keep,
        change: second.change === null ? first.change : compose(first.change, second.change),
      }
    : null;
}

function compose(first: One, second: One): One {
  return (input, scope, run) => second(first(input, scope, run), scope, run);
}

function both(first: One | null, second: One | null): One | null {
  if (first === null || second === null) return first ?? second;
  return (input, scope, run) => isTruthy(first(input, scope, run)) && second(input, scope, run);
}

/** Gives the output of a stage, if there is one. */
export function eachOfStage({ keep, change }: Stage): Each {
  return (input, scope, run, emit) =>
    (keep === null || isTruthy(keep(input, scope, run))) &&
    emit(change === null ? input : change(input, scope, run));
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

/** A value plus all outputs. */
export function addElements(
  traversal: Traversal,
): (first: Json, input: Json, scope: Scope, run: Run) => Json {
  const { keep, change } = traversal;
  return (first, input, scope, run) => {
    let sum = first;
    let state: Accumulator | null = null;
    for (const element of elementsOf(traversal, input, scope, run)) {
      if (keep !== null && !isTruthy(keep(element, scope, run))) continue;
      const value = change === null ? element : change(element, scope, run);
      if (typeof sum === 'number' && typeof value === 'number') sum += value;
      else {
        state ??= new Accumulator(sum);
        state.add(value, run);
        sum = state.value;
        if (typeof sum === 'number') state = null;
      }
    }
    return sum;
  };
}
