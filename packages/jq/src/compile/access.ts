import { JqError } from '../errors.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Node } from '../syntax/ast.js';
import { index, slice } from '../value/access.js';
import { describe, fail, shortJson } from '../value/describe.js';
import { isArray, isObject } from '../value/kind.js';
import { read } from '../value/record.js';
import { brokenPath, type Code, constant, type Each, multi, type One, single, type Walk } from './code.js';
import { compileIdentity, pipe } from './flow.js';
import { fold } from './fold.js';
import { type Fields, readFields } from './fields.js';
import { extend, isAt, type Path } from './path.js';
import type { Compile, Names } from './scope.js';
import { eachElement, joinTraversal, type Traversal } from './traversal.js';

/** `target[key]` and `target.name`; for each key every target. */
export function compileIndex(ast: Node<'index'>, names: Names, compile: Compile): Code {
  const target = compile(ast.target, names);
  const key = compile(ast.key, names);
  if (ast.optional) return optionalIndex(target, key);
  const walk = () => indexWalk(target, key, index);
  const fields = fieldsOf(target, key);
  if (fields !== null) return fold(single(readFields(fields), walk, { fields }), [target, key]);
  if (target.one !== null && key.one !== null)
    return fold(single(indexOne(target.one, key.one), walk), [target, key]);
  const traversal = fieldOfEach(target, key);
  if (traversal !== null) return fold(multi(eachElement(traversal), walk, { traversal }), [target]);
  return multi(manyIndex(target, key), walk);
}

function indexOne(target: One, key: One): One {
  return (input, scope, run) => {
    const at = key(input, scope, run);
    return index(target(input, scope, run), at, run);
  };
}

/** The chain of fixed names that ends with this key, when it is one. */
function fieldsOf(target: Code, key: Code): Fields | null {
  const name = key.constant?.value;
  if (typeof name !== 'string' || target.one === null) return null;
  if (target.fields !== undefined) return { ...target.fields, names: [...target.fields.names, name] };
  return { base: target === compileIdentity() ? null : target.one, names: [name] };
}

/** `.items[].name` as a traversal. */
function fieldOfEach(target: Code, key: Code): Traversal | null {
  const name = key.constant?.value;
  if (typeof name !== 'string') return null;
  return joinTraversal(target, single(readFields({ base: null, names: [name] })));
}

function manyIndex(target: Code, key: Code): Each {
  return (input, scope, run, emit) =>
    key.each(input, scope, run, (at) =>
      target.each(input, scope, run, (value) => emit(index(value, at, run))),
    );
}

/** A step with `?` after it: where the step fails there is no output; errors of target and key stay errors. */
function optionalIndex(target: Code, key: Code): Code {
  return multi(
    (input, scope, run, emit) =>
      key.each(input, scope, run, (at) =>
        target.each(input, scope, run, (value) => {
          const part = indexIfPossible(value, at, run);
          return part !== undefined && emit(part);
        }),
      ),
    () => indexWalk(target, key, indexIfPossible),
  );
}

function indexIfPossible(value: Json, key: Json, run: Run): Json | undefined {
  try {
    return index(value, key, run);
  } catch (error) {
    if (error instanceof JqError) return undefined;
    throw error;
  }
}

function indexWalk(target: Code, key: Code, access: typeof indexIfPossible): Walk {
  const walkTarget = target.walk();
  return (input, path, scope, run, emit) =>
    key.each(input, scope, run, (at) =>
      walkTarget(input, path, scope, run, (value, place) => {
        checkAccess(value, place, at, run);
        run.step();
        const part = access(value, at, run);
        return part !== undefined && emit(part, extend(place, at, part));
      }),
    );
}

/** Fails unless a value from which a path goes on is where the path has come to. */
export function checkAccess(value: Json, place: Path, key: Json, run: Run): void {
  if (!isAt(value, place))
    throw brokenPath(`near attempt to access element ${shortJson(key, run)} of`, value, run);
}

const OPEN = constant(null);

/** `target[from:to]`: the key of a slice is an object with both ends. */
export function compileSlice(ast: Node<'slice'>, names: Names, compile: Compile): Code {
  const target = compile(ast.target, names);
  const from = ast.from === null ? OPEN : compile(ast.from, names);
  const to = ast.to === null ? OPEN : compile(ast.to, names);
  const key = multi((input, scope, run, emit) =>
    from.each(input, scope, run, (start) => to.each(input, scope, run, (end) => emit({ start, end }))),
  );
  if (ast.optional) return optionalIndex(target, key);
  const walk = () => indexWalk(target, key, index);
  const { one: targetOne } = target;
  const { one: fromOne } = from;
  const { one: toOne } = to;
  if (targetOne === null || fromOne === null || toOne === null) return multi(manyIndex(target, key), walk);
  return single((input, scope, run) => {
    const start = fromOne(input, scope, run);
    const end = toOne(input, scope, run);
    return slice(targetOne(input, scope, run), start, end, run);
  }, walk);
}

const NOTHING: readonly Json[] = [];

/** What can be iterated over as it is, all else without elements. */
const ITERABLE = single((value) => (canIterate(value) ? value : NOTHING));

/** `target[]`. */
export function compileIterate(ast: Node<'iterate'>, names: Names, compile: Compile): Code {
  const target = compile(ast.target, names);
  const walk = () => iterateWalk(target, ast.optional === true);
  const { one } = ast.optional ? pipe(target, ITERABLE) : target;
  if (one !== null) {
    const traversal: Traversal = { target: one, keep: null, change: null };
    return fold(multi(eachElement(traversal), walk, { traversal }), [target]);
  }
  return multi(
    (input, scope, run, emit) =>
      target.each(
        input,
        scope,
        run,
        (value) => (!ast.optional || canIterate(value)) && iterate(value, scope, run, emit),
      ),
    walk,
  );
}

/** Gives every element or member value of a value. */
export const iterate: Each = eachElement({ target: (input) => input, keep: null, change: null });

/** Gives every element or member value of a value, with its path. */
const iteratePaths: Walk = (value, place, _scope, run, emit) => {
  if (isArray(value)) {
    for (const [position, item] of value.entries()) {
      run.step();
      if (emit(item, extend(place, position, item))) return true;
    }
    return false;
  }
  if (!isObject(value)) throw fail(`Cannot iterate over ${describe(value, run)}`);
  for (const key of Object.keys(value)) {
    run.step();
    const member = read(value, key);
    if (emit(member, extend(place, key, member))) return true;
  }
  return false;
};

function canIterate(value: Json): boolean {
  return isArray(value) || isObject(value);
}

function iterateWalk(target: Code, isOptional: boolean): Walk {
  const walkTarget = target.walk();
  return (input, path, scope, run, emit) =>
    walkTarget(input, path, scope, run, (value, place) => {
      if (!isAt(value, place)) throw brokenPath('near attempt to iterate through', value, run);
      return (!isOptional || canIterate(value)) && iteratePaths(value, place, scope, run, emit);
    });
}
