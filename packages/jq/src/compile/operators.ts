import type { Node } from '../syntax/ast.js';
import { EVALUATIONS } from '../dialect/evaluations.js';
import { type Binary, COMPARISON, negate } from '../value/arithmetic.js';
import { type Code, multi, type One, single, type Walk } from './code.js';
import { compareWithConstant } from './comparison.js';
import { fold } from './fold.js';
import { beside, found } from './path.js';
import type { Compile, Names } from './scope.js';

/** Arithmetic and comparisons; for each right output every left one. */
export function compileBinary(
  ast: Node<'arithmetic'> | Node<'compare'>,
  names: Names,
  compile: Compile,
): Code {
  const left = compile(ast.left, names);
  const right = compile(ast.right, names);
  if (ast.kind === 'arithmetic')
    return binary(EVALUATIONS[names.dialect].arithmetic[ast.operator], left, right);
  if (left.one !== null && right.constant !== undefined) {
    const one = compareWithConstant(ast.operator, left.one, left.fields, right.constant.value);
    if (one !== null) return fold(single(one), [left, right]);
  }
  return binary(COMPARISON[ast.operator], left, right);
}

/** A function of the outputs of two parts. */
export function binary(operation: Binary, left: Code, right: Code): Code {
  const { one: leftOne } = left;
  const { one: rightOne } = right;
  const walk = () => binaryWalk(operation, left, right);
  if (leftOne === null || rightOne === null) {
    const every = multi(
      (input, scope, run, emit) =>
        right.each(input, scope, run, (b) => left.each(input, scope, run, (a) => emit(operation(a, b, run)))),
      walk,
    );
    return fold(every, [left, right]);
  }
  return fold(single(operate(operation, leftOne, rightOne, right.constant), walk), [left, right]);
}

/** Texts and numbers are made anew, but where one side is null: then adding gives the other as it is. */
function binaryWalk(operation: Binary, left: Code, right: Code): Walk {
  return (input, path, scope, run, emit) =>
    right.each(input, scope, run, (b) =>
      left.each(input, scope, run, (a) => {
        const result = operation(a, b, run);
        return emit(result, a === null || b === null ? found(path) : beside(path, result));
      }),
    );
}

function operate(operation: Binary, left: One, right: One, known: Code['constant']): One {
  if (known !== undefined) {
    const { value } = known;
    return (input, scope, run) => operation(left(input, scope, run), value, run);
  }
  return (input, scope, run) => {
    const b = right(input, scope, run);
    return operation(left(input, scope, run), b, run);
  };
}

/** `-body`. */
export function compileNegate(ast: Node<'negate'>, names: Names, compile: Compile): Code {
  const body = compile(ast.body, names);
  const walk = (): Walk => {
    const inner = body.walk();
    return (input, path, scope, run, emit) =>
      inner(input, path, scope, run, (value, place) => {
        const result = negate(value, run);
        return emit(result, beside(place, result));
      });
  };
  const { one } = body;
  if (one !== null)
    return fold(
      single((input, scope, run) => negate(one(input, scope, run), run), walk),
      [body],
    );
  return multi(
    (input, scope, run, emit) => body.each(input, scope, run, (value) => emit(negate(value, run))),
    walk,
  );
}
