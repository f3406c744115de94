import type { Node } from '../syntax/ast.js';
import { type Code, constant, handingOn, multi, type One, single } from './code.js';
import { fold, foldPipe } from './fold.js';
import { type Compile, findBinding, type Names, outer } from './scope.js';
import { tailsAfter, tailsAfterStage, tailsOfComma } from './tail.js';
import { eachElement, eachOfStage, joinStage, joinTraversal } from './traversal.js';
import { freezeDeep } from '../value/record.js';

const IDENTITY = single(
  (input) => input,
  () => (input, path, _scope, _run, emit) => emit(input, path),
  { reads: 'input' },
);

/** `.` */
export function compileIdentity(): Code {
  return IDENTITY;
}

/** `left | right` */
export function compilePipe(ast: Node<'pipe'>, names: Names, compile: Compile): Code {
  return pipe(compile(ast.left, names), compile(ast.right, names));
}

/** One part after the other. */
export function pipe(left: Code, right: Code): Code {
  if (left === IDENTITY) return right;
  if (right === IDENTITY) return left;
  return foldPipe(join(left, right), left, right);
}

function join(left: Code, right: Code): Code {
  const walk: Code['walk'] = () => {
    const first = left.walk();
    const second = right.walk();
    return (input, path, scope, run, emit) =>
      first(input, path, scope, run, (value, at) => second(value, at, scope, run, emit));
  };
  const traversal = joinTraversal(left, right);
  if (traversal !== null) return multi(eachElement(traversal), walk, { traversal });
  const stage = joinStage(left, right);
  if (stage !== null) return multi(eachOfStage(stage), walk, { stage });
  if (left.collected !== undefined && right.onElements !== undefined)
    return single(right.onElements(left.collected), walk);
  const { one: leftOne, each: leftEach } = left;
  const { one: rightOne, each: rightEach } = right;
  if (leftOne !== null && rightOne !== null) {
    return single(
      (input, scope, run) => rightOne(leftOne(input, scope, run), scope, run),
      walk,
      tailsAfter(leftOne, right),
    );
  }
  if (leftOne !== null) {
    return multi(
      (input, scope, run, emit) => rightEach(leftOne(input, scope, run), scope, run, emit),
      walk,
      tailsAfter(leftOne, right),
    );
  }
  if (rightOne !== null) {
    return multi(
      (input, scope, run, emit) => leftEach(input, scope, run, (value) => emit(rightOne(value, scope, run))),
      walk,
    );
  }
  return multi(
    (input, scope, run, emit) => leftEach(input, scope, run, (value) => rightEach(value, scope, run, emit)),
    walk,
    left.stage === undefined ? {} : tailsAfterStage(left.stage, right),
  );
}

/** `left, right` */
export function compileComma(ast: Node<'comma'>, names: Names, compile: Compile): Code {
  const left = compile(ast.left, names);
  const right = compile(ast.right, names);
  const comma = multi(
    (input, scope, run, emit) => left.each(input, scope, run, emit) || right.each(input, scope, run, emit),
    () => {
      const first = left.walk();
      const second = right.walk();
      return (input, path, scope, run, emit) =>
        first(input, path, scope, run, emit) || second(input, path, scope, run, emit);
    },
    tailsOfComma(left.each, right),
  );
  return fold(comma, [left, right]);
}

const NO_ENVIRONMENT = freezeDeep({});

/** `$name` */
export function compileVariable(ast: Node<'variable'>, names: Names): Code {
  const binding = findBinding(names, 'variable', ast.name);
  if (binding !== null) return boundVariable(binding.hops);
  const position = names.globals.indexOf(ast.name);
  if (position < 0) return constant(NO_ENVIRONMENT);
  return kept((_input, _scope, run) => run.variables[position] ?? null);
}

function boundVariable(hops: number): Code {
  if (hops === 0) return kept((_input, scope) => scope.value);
  if (hops === 1) return kept((_input, scope) => scope.up.value);
  if (hops === 2) return kept((_input, scope) => scope.up.up.value);
  return kept((_input, scope) => outer(scope, hops).value);
}

/** What gives a value that was kept: where that is the value at the path, the path goes on from it. */
function kept(one: One): Code {
  return handingOn(single(one));
}
