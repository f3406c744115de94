import { EVALUATIONS } from '../dialect/evaluations.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Ast, Node } from '../syntax/ast.js';
import { ARITHMETIC, type ArithmeticOperator, type Binary } from '../value/arithmetic.js';
import { index } from '../value/access.js';
import { isTruthy } from '../value/kind.js';
import { deletePaths } from '../value/delete-paths.js';
import { getPath, setKey, setPath } from '../value/paths.js';
import { fail, shortJson } from '../value/describe.js';
import { brokenPath, type Code, type Each, handingOn, multi, single, type Walk } from './code.js';
import { isAt, keysOf, type Path, rootOf } from './path.js';
import type { Compile, Names, Scope } from './scope.js';

/** The assignments. */
export function compileAssign(ast: Node<'assign'>, names: Names, compile: Compile): Code {
  const target = compile(ast.left, names);
  const value = compile(ast.right, names);
  if (ast.operator === '|=') return compileUpdate(ast.left, target, value);
  const operator = ast.operator.slice(0, -1);
  if (operator === '') return handingOn(withValues(value, assignAll(target)));
  const { arithmetic } = EVALUATIONS[names.dialect];
  return operate(value, updateAll(target, isArithmetic(operator) ? arithmetic[operator] : alternative));
}

function isArithmetic(operator: string): operator is ArithmeticOperator {
  return Object.hasOwn(ARITHMETIC, operator);
}

const alternative: Binary = (a, b) => (isTruthy(a) ? a : b);

type Assign = (input: Json, value: Json, scope: Scope, run: Run) => Json;

/** One result for each output of the right side, which sees the unchanged input. */
function withValues(value: Code, assign: Assign): Code {
  const { one } = value;
  if (one !== null) return single((input, scope, run) => assign(input, one(input, scope, run), scope, run));
  return multi((input, scope, run, emit) =>
    value.each(input, scope, run, (right) => emit(assign(input, right, scope, run))),
  );
}

/** `left op= right`, which jq defines by `|=`: no path expression either, once the right side has an output. */
function operate(value: Code, assign: Assign): Code {
  const walk: Code['walk'] = () => {
    const right = value.walk();
    return (input, path, scope, run) =>
      right(input, path, scope, run, (operand) => {
        throw noPath({ result: assign(input, operand, scope, run), deleted: [] }, run);
      });
  };
  return { ...withValues(value, assign), walk };
}

/** Every path that a part puts out; anything else is an error. */
export function eachPath(
  walk: Walk,
  input: Json,
  scope: Scope,
  run: Run,
  take: (path: Json[]) => boolean,
): boolean {
  return walk(input, rootOf(input), scope, run, (value, path) => take(toKeys(value, path, run)));
}

function toKeys(value: Json, path: Path, run: Run): Json[] {
  if (!isAt(value, path)) throw fail(`Invalid path expression with result ${shortJson(value, run)}`);
  run.produce(8 * path.length + 16);
  return keysOf(path);
}

function assignAll(target: Code): Assign {
  return (input, value, scope, run) => {
    let result = input;
    eachPath(target.walk(), input, scope, run, (path) => {
      result = setPath(result, path, value, run);
      return false;
    });
    return result;
  };
}

function updateAll(target: Code, operation: Binary): Assign {
  return (input, value, scope, run) => {
    let result = input;
    eachPath(target.walk(), input, scope, run, (path) => {
      result = setPath(result, path, operation(getPath(result, path, run), value, run), run);
      return false;
    });
    return result;
  };
}

/** `left |= right`: the first output replaces, no output deletes. */
function compileUpdate(left: Ast, target: Code, value: Code): Code {
  const name =
    left.kind === 'index' && !left.optional && left.target.kind === 'identity' && left.key.kind === 'literal'
      ? left.key.value
      : null;
  const { one } = value;
  const updated = update(target, value);
  if (typeof name === 'string' && one !== null) {
    return single(
      (input, scope, run) => setKey(input, name, one(index(input, name, run), scope, run), run),
      updated.walk,
    );
  }
  return updated;
}

/**
 * What `|=` does, for builtins that are defined by it. It is no path expression, and says so as jq does: at the first
 * step that the right side takes from where the path is not, or else at the end.
 */
export function update(target: Code, value: Code): Code {
  return single(
    (input, scope, run) => {
      const { result, deleted } = updatePaths(target.walk(), value.each, input, scope, run);
      return deleted.length === 0 ? result : deletePaths(result, deleted, run);
    },
    () => {
      const walkValue = value.walk();
      return (input, path, scope, run) => {
        const each: Each = (before, inner, within, emit) => walkValue(before, path, inner, within, emit);
        throw noPath(updatePaths(target.walk(), each, input, scope, run), run);
      };
    },
  );
}

interface Updated {
  readonly result: Json;
  /** The paths for which there was no new value. */
  readonly deleted: readonly Json[];
}

/** What jq says of an update as a path: it goes on from the pair that it has made. */
function noPath({ result, deleted }: Updated, run: Run): Error {
  return brokenPath('near attempt to access element 0 of', [result, deleted], run);
}

function updatePaths(walk: Walk, each: Each, input: Json, scope: Scope, run: Run): Updated {
  let result = input;
  const deleted: Json[] = [];
  eachPath(walk, input, scope, run, (path) => {
    let found = false;
    const before = getPath(result, path, run);
    each(before, scope, run, (after) => {
      result = setPath(result, path, after, run);
      found = true;
      return true;
    });
    if (!found) deleted.push(path);
    return false;
  });
  return { result, deleted };
}
