import { JqError } from '../errors.js';
import type { Node } from '../syntax/ast.js';
import { isTruthy } from '../value/kind.js';
import { type Code, type Each, multi, single, type Walk } from './code.js';
import { compileIdentity } from './flow.js';
import { fold } from './fold.js';
import { caught, found } from './path.js';
import type { Compile, Names } from './scope.js';
import { tailsOfAlternative, tailsOfBranches } from './tail.js';

/** `if condition then a else b end`. */
export function compileCondition(ast: Node<'if'>, names: Names, compile: Compile): Code {
  const condition = compile(ast.condition, names);
  const then = compile(ast.then, names);
  const otherwise = ast.otherwise === null ? compileIdentity() : compile(ast.otherwise, names);
  if (condition.constant !== undefined) return isTruthy(condition.constant.value) ? then : otherwise;
  const walk = () => conditionWalk(condition, then, otherwise);
  const { one: test } = condition;
  const { one: yes } = then;
  const { one: no } = otherwise;
  if (test === null) {
    return multi(
      (input, scope, run, emit) =>
        condition.each(input, scope, run, (value) =>
          (isTruthy(value) ? then : otherwise).each(input, scope, run, emit),
        ),
      walk,
    );
  }
  if (then.constant !== undefined && otherwise.constant !== undefined) {
    const { value: a } = then.constant;
    const { value: b } = otherwise.constant;
    const choose = single((input, scope, run) => (isTruthy(test(input, scope, run)) ? a : b), walk);
    return fold(choose, [condition]);
  }
  if (yes !== null && no !== null) {
    const branch = single(
      (input, scope, run) => (isTruthy(test(input, scope, run)) ? yes : no)(input, scope, run),
      walk,
      tailsOfBranches(test, then, otherwise),
    );
    return fold(branch, [condition, then, otherwise]);
  }
  const { each: thenEach } = then;
  const { each: elseEach } = otherwise;
  return multi(
    (input, scope, run, emit) =>
      (isTruthy(test(input, scope, run)) ? thenEach : elseEach)(input, scope, run, emit),
    walk,
    tailsOfBranches(test, then, otherwise),
  );
}

function conditionWalk(condition: Code, then: Code, otherwise: Code): Walk {
  const yes = then.walk();
  const no = otherwise.walk();
  return (input, path, scope, run, emit) =>
    condition.each(input, scope, run, (value) => (isTruthy(value) ? yes : no)(input, path, scope, run, emit));
}

/** `left and right`, `left or right`. */
export function compileLogic(ast: Node<'and'> | Node<'or'>, names: Names, compile: Compile): Code {
  const left = compile(ast.left, names);
  const right = compile(ast.right, names);
  const decided = ast.kind === 'or';
  const walk = () => logicWalk(left, right, decided);
  const { one: a } = left;
  const { one: b } = right;
  if (a !== null && b !== null) {
    const one = single(
      (input, scope, run) =>
        isTruthy(a(input, scope, run)) === decided ? decided : isTruthy(b(input, scope, run)),
      walk,
    );
    return fold(one, [left, right]);
  }
  return multi(
    (input, scope, run, emit) =>
      left.each(input, scope, run, (value) =>
        isTruthy(value) === decided
          ? emit(decided)
          : right.each(input, scope, run, (other) => emit(isTruthy(other))),
      ),
    walk,
  );
}

function logicWalk(left: Code, right: Code, decided: boolean): Walk {
  const first = left.walk();
  const second = right.walk();
  return (input, path, scope, run, emit) =>
    first(input, path, scope, run, (value, place) =>
      isTruthy(value) === decided
        ? emit(decided, found(place))
        : second(input, found(place), scope, run, (other, at) => emit(isTruthy(other), found(at))),
    );
}

/** `left // right`: the true outputs of the left, or all of the right. An error of the left stays an error. */
export function compileAlternative(ast: Node<'alternative'>, names: Names, compile: Compile): Code {
  const left = compile(ast.left, names);
  const right = compile(ast.right, names);
  const walk = () => alternativeWalk(left, right);
  const { one: first } = left;
  const { one: second } = right;
  const tails = first === null ? {} : tailsOfAlternative(first, right);
  if (first === null || second === null) return multi(alternativeEach(left, right), walk, tails);
  const one = single(
    (input, scope, run) => {
      const value = first(input, scope, run);
      return isTruthy(value) ? value : second(input, scope, run);
    },
    walk,
    tails,
  );
  return fold(one, [left, right]);
}

function alternativeEach(left: Code, right: Code): Each {
  return (input, scope, run, emit) => {
    let any = false;
    const stopped = left.each(input, scope, run, (value) => {
      if (!isTruthy(value)) return false;
      any = true;
      return emit(value);
    });
    return any || stopped ? stopped : right.each(input, scope, run, emit);
  };
}

function alternativeWalk(left: Code, right: Code): Walk {
  const first = left.walk();
  const second = right.walk();
  return (input, path, scope, run, emit) => {
    let any = false;
    const stopped = first(input, path, scope, run, (value, place) => {
      if (!isTruthy(value)) return false;
      any = true;
      return emit(value, place);
    });
    return any || stopped ? stopped : second(input, path, scope, run, emit);
  };
}

/**
 * `try body catch handler`, `body?`: errors of the body, not of what follows. An error of what follows can still become
 * one of the body: when it makes a pattern inside go on with its next alternative, which fails.
 */
export function compileTry(ast: Node<'try'>, names: Names, compile: Compile): Code {
  const body = compile(ast.body, names);
  const handler = ast.handler === null ? null : compile(ast.handler, names);
  const walk = () => tryWalk(body, handler);
  if (body.one === null || handler === null || handler.one === null)
    return multi(tryEach(body, handler), walk);
  const { one } = body;
  const { one: recover } = handler;
  return single((input, scope, run) => {
    const { depth } = run;
    try {
      return one(input, scope, run);
    } catch (error) {
      if (!(error instanceof JqError)) throw error;
      run.depth = depth;
      return recover(error.value, scope, run);
    }
  }, walk);
}

function tryEach(body: Code, handler: Code | null): Each {
  return (input, scope, run, emit) => {
    let outside: unknown;
    const { depth } = run;
    try {
      return body.each(input, scope, run, (value) => {
        try {
          return emit(value);
        } catch (error) {
          outside = error;
          throw error;
        }
      });
    } catch (error) {
      if (error === outside || !(error instanceof JqError)) throw error;
      run.depth = depth;
      return handler === null ? false : handler.each(error.value, scope, run, emit);
    }
  };
}

function tryWalk(body: Code, handler: Code | null): Walk {
  const inner = body.walk();
  const recover = handler?.walk();
  return (input, path, scope, run, emit) => {
    let outside: unknown;
    const { depth } = run;
    try {
      return inner(input, path, scope, run, (value, place) => {
        try {
          return emit(value, place);
        } catch (error) {
          outside = error;
          throw error;
        }
      });
    } catch (error) {
      if (error === outside || !(error instanceof JqError)) throw error;
      run.depth = depth;
      return recover === undefined
        ? false
        : recover(error.value, caught(error, error.value, path), scope, run, emit);
    }
  };
}
