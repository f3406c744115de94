import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { isTruthy } from '../value/kind.js';
import type { Code, Each, Emit, One } from './code.js';
import type { Scope } from './scope.js';
import type { Stage } from './traversal.js';

/** A function that can be run; its body is null while it is compiled. */
export interface Target {
  readonly code: Code | null;
}

/**
 * A call with which a function ends and that has not been made. Whoever called the function makes it, one after the
 * other, so that a function that calls itself last needs no stack.
 */
export class TailCall {
  readonly target: Target;
  readonly input: Json;
  readonly scope: Scope;

  constructor(target: Target, input: Json, scope: Scope) {
    this.target = target;
    this.input = input;
    this.scope = scope;
  }
}

/** Like `One`, but a call at the end may be left to the caller. */
export type TailOne = (input: Json, scope: Scope, run: Run) => Json | TailCall;

/** Like `Each`, but a call at the end may be left to the caller. */
export type TailEach = (input: Json, scope: Scope, run: Run, emit: Emit) => boolean | TailCall;

/** How a part behaves at the end of a function; absent where it ends with no call that matters. */
export interface Tails {
  readonly tailOne?: TailOne;
  readonly tailEach?: TailEach;
}

/** Whether a part ends with calls that can be left to the caller. */
export function hasTail({ tailOne, tailEach }: Tails): boolean {
  return tailOne !== undefined || tailEach !== undefined;
}

function body({ code }: Target): Code {
  if (code === null) throw new TypeError('A function is called before it is compiled');
  return code;
}

/** Runs a function's body to its output, and then the calls that it and its successors end with; null: it has others. */
export function finishingOne(code: Code): One | null {
  const { tailOne, one } = code;
  if (one === null || tailOne === undefined) return one;
  return (input, scope, run) => {
    let result = tailOne(input, scope, run);
    while (result instanceof TailCall) {
      run.step();
      result = lastOne(body(result.target))(result.input, result.scope, run);
    }
    return result;
  };
}

/** Runs a function's body, and then the calls that it and its successors end with. */
export function finishingEach(code: Code): Each {
  const { tailEach, each } = code;
  if (tailEach === undefined) return each;
  return (input, scope, run, emit) => {
    let result = tailEach(input, scope, run, emit);
    while (result instanceof TailCall) {
      run.step();
      result = lastEach(body(result.target))(result.input, result.scope, run, emit);
    }
    return result;
  };
}

function lastOne({ tailOne, one }: Code): TailOne {
  return tailOne ?? one ?? (() => null);
}

function lastEach({ tailEach, each }: Code): TailEach {
  return tailEach ?? each;
}

/** The ends of `left | right` where the left side has one output. */
export function tailsAfter(left: One, right: Code): Tails {
  if (!hasTail(right)) return {};
  const [one, each] = [lastOne(right), lastEach(right)];
  return {
    tailOne: (input, scope, run) => one(left(input, scope, run), scope, run),
    tailEach: (input, scope, run, emit) => each(left(input, scope, run), scope, run, emit),
  };
}

/** The ends of `left | right` where the left side has at most one output. */
export function tailsAfterStage({ keep, change }: Stage, right: Code): Tails {
  if (!hasTail(right)) return {};
  const each = lastEach(right);
  return {
    tailEach: (input, scope, run, emit) => {
      if (keep !== null && !isTruthy(keep(input, scope, run))) return false;
      return each(change === null ? input : change(input, scope, run), scope, run, emit);
    },
  };
}

/** The ends of `left, right`. */
export function tailsOfComma(left: Each, right: Code): Tails {
  if (!hasTail(right)) return {};
  const each = lastEach(right);
  return {
    tailEach: (input, scope, run, emit) => left(input, scope, run, emit) || each(input, scope, run, emit),
  };
}

/** The ends of a condition. */
export function tailsOfBranches(test: One, yes: Code, no: Code): Tails {
  if (!hasTail(yes) && !hasTail(no)) return {};
  const [yesOne, noOne, yesEach, noEach] = [lastOne(yes), lastOne(no), lastEach(yes), lastEach(no)];
  return {
    tailOne: (input, scope, run) => (isTruthy(test(input, scope, run)) ? yesOne : noOne)(input, scope, run),
    tailEach: (input, scope, run, emit) =>
      (isTruthy(test(input, scope, run)) ? yesEach : noEach)(input, scope, run, emit),
  };
}

/** The ends of `left // right` where the left side has one output. */
export function tailsOfAlternative(left: One, right: Code): Tails {
  if (!hasTail(right)) return {};
  const [one, each] = [lastOne(right), lastEach(right)];
  return {
    tailOne: (input, scope, run) => {
      const value = left(input, scope, run);
      return isTruthy(value) ? value : one(input, scope, run);
    },
    tailEach: (input, scope, run, emit) => {
      const value = left(input, scope, run);
      return isTruthy(value) ? emit(value) : each(input, scope, run, emit);
    },
  };
}

/** The ends of a part that is run in another scope. */
export function tailsWithin(enter: (input: Json, scope: Scope, run: Run) => Scope, inner: Code): Tails {
  if (!hasTail(inner)) return {};
  const [one, each] = [lastOne(inner), lastEach(inner)];
  return {
    tailOne: (input, scope, run) => one(input, enter(input, scope, run), run),
    tailEach: (input, scope, run, emit) => each(input, enter(input, scope, run), run, emit),
  };
}

/** The ends of a call itself. */
export function tailsOfCall(target: Target, enter: (scope: Scope) => Scope): Tails {
  const leave: TailOne = (input, scope) => new TailCall(target, input, enter(scope));
  return { tailOne: leave, tailEach: (input, scope) => new TailCall(target, input, enter(scope)) };
}
