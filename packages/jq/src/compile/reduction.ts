import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Node } from '../syntax/ast.js';
import { Accumulator } from '../value/accumulator.js';
import type { Binder } from './bind.js';
import type { Code } from './code.js';
import type { Grow } from './growing.js';
import { inputInsteadOf } from './input-instead.js';
import { type Compile, type Names, Scope } from './scope.js';
import { addElements, elementsOf, joinTraversal, type Traversal } from './traversal.js';

/** The parts of a `reduce` behind its initial state. */
export interface Reduction {
  readonly source: Code;
  readonly binder: Binder;
  readonly update: Code;
  /** Set when the state can grow in place. */
  readonly grow: Grow | null;
  /** Set when the last state is the first one plus these values. */
  readonly sum: Traversal | null;
}

/** `reduce source as $x (…; . + f($x))` adds up `source | f(.)`: those values, or null for any other `reduce`. */
export function summands(
  { patterns, update }: Node<'reduce'>,
  source: Code,
  names: Names,
  compile: Compile,
): Traversal | null {
  const [pattern] = patterns;
  if (source.traversal === undefined || patterns.length > 1 || pattern?.kind !== 'variable') return null;
  if (update.kind !== 'arithmetic' || update.operator !== '+' || update.left.kind !== 'identity') return null;
  const summand = inputInsteadOf(pattern.name, update.right);
  const value = summand === null ? null : compile(summand, names);
  return value?.one ? joinTraversal(source, value) : null;
}

/** From the first state of a `reduce` to its last. */
export type Reduce = (first: Json, input: Json, scope: Scope, run: Run) => Json;

/** Compiles all rounds of a `reduce`: a loop where `.path[]` goes into one variable, callbacks elsewhere. */
export function compileReduction(reduction: Reduction): Reduce {
  const { sum } = reduction;
  if (sum !== null) return addElements(sum);
  const { traversal } = reduction.source;
  const isPlain = traversal?.keep === null && traversal.change === null && reduction.binder.simple;
  if (isPlain && reduction.grow !== null) {
    const { grow } = reduction;
    return (first, input, scope, run) => {
      const state = new Accumulator(first);
      for (const element of elementsOf(traversal, input, scope, run))
        grow(state, new Scope(element, null, scope), run);
      return state.value;
    };
  }
  if (isPlain && reduction.update.one !== null) {
    const { one } = reduction.update;
    return (first, input, scope, run) => {
      let state = first;
      for (const element of elementsOf(traversal, input, scope, run))
        state = one(state, new Scope(element, null, scope), run);
      return state;
    };
  }
  return reductionByCallbacks(reduction);
}

function reductionByCallbacks({ source, binder, update, grow }: Reduction): Reduce {
  const rounds = (input: Json, scope: Scope, run: Run, step: (bound: Scope) => boolean): boolean =>
    source.each(input, scope, run, (value) => binder.bind(value, null, scope, run, step));
  if (grow !== null)
    return (first, input, scope, run) => {
      const state = new Accumulator(first);
      rounds(input, scope, run, (bound) => {
        run.step();
        try {
          grow(state, bound, run);
        } catch (error) {
          // A pattern of the source may go on with its next alternative; jq has lost the state by then.
          state.forget();
          throw error;
        }
        return false;
      });
      return state.value;
    };
  const { each } = update;
  return (first, input, scope, run) => {
    let state = first;
    rounds(input, scope, run, (bound) => {
      run.step();
      const before = state;
      state = null;
      return each(before, bound, run, (after) => {
        state = after;
        return false;
      });
    });
    return state;
  };
}
