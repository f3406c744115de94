import type { Json, JsonObject } from '../json.js';
import type { Run } from '../run.js';
import { index, keyBounds } from './access.js';
import { describe, fail } from './describe.js';
import { isArray, isObject, kindOf } from './kind.js';
import { copyOf, put } from './record.js';

const MAX_PATH = 10_000;
const AT_ARRAY = 'Cannot update field at array index of array';
const MAX_INDEX = 536_870_911;

/** Checks that a value is a path: an array of at most 10,000 keys. */
export function asPath(value: Json): readonly Json[] {
  if (!isArray(value)) throw fail('Path must be specified as an array');
  if (value.length > MAX_PATH) throw fail('Path too deep');
  return value;
}

/** The value at a path, null where the path leaves the data. */
export function getPath(root: Json, path: readonly Json[], run: Run): Json {
  let value = root;
  for (const key of path) {
    run.step();
    value = index(value, key, run);
  }
  return value;
}

/**
 * A copy of the value in which the place at `path` holds `value`; everything off the path is shared. As in jq a step
 * that cannot be set fails before the steps below it do, slices apart.
 */
export function setPath(root: Json, path: readonly Json[], value: Json, run: Run): Json {
  const parents: Json[] = [];
  let current = root;
  for (const key of path) {
    run.step();
    if (isArray(key) && isArray(current)) throw fail(AT_ARRAY);
    parents.push(current);
    const part = index(current, key, run);
    if (typeof key === 'number') position(isArray(current) ? current.length : 0, key);
    current = part;
  }
  let result = value;
  for (let i = path.length - 1; i >= 0; i--)
    result = setKey(parents[i] ?? null, path[i] ?? null, result, run);
  return result;
}

/** A copy of one container with one place changed. */
export function setKey(target: Json, key: Json, value: Json, run: Run): Json {
  if (typeof key === 'string' && (target === null || isObject(target))) {
    const copy = target === null ? {} : copyOf(target);
    run.produce(32 * Object.keys(copy).length + 64);
    put(copy, key, value);
    return copy;
  }
  if (typeof key === 'number' && (target === null || isArray(target)))
    return setItem(target ?? [], key, value, run);
  if (isObject(key) && (target === null || isArray(target))) return setSlice(target ?? [], key, value, run);
  index(target, key, run);
  if (isArray(key)) throw fail(AT_ARRAY);
  if (isObject(key)) throw fail('Cannot update string slices');
  throw fail(`Cannot index ${kindOf(target)} with ${describe(key, run)}`);
}

/** Where in an array of that length a value can be set. */
function position(length: number, key: number): number {
  if (Number.isNaN(key)) throw fail('Cannot set array element at NaN index');
  const whole = Math.trunc(key);
  const at = whole < 0 ? whole + length : whole;
  if (at < 0) throw fail('Out of bounds negative array index');
  if (at > MAX_INDEX) throw fail('Array index too large');
  return at;
}

function setItem(array: readonly Json[], key: number, value: Json, run: Run): Json {
  const at = position(array.length, key);
  const length = Math.max(array.length, at + 1);
  run.produce(8 * length + 16);
  const copy = array.slice();
  while (copy.length < at) copy.push(null);
  copy[at] = value;
  return copy;
}

function setSlice(array: readonly Json[], key: JsonObject, value: Json, run: Run): Json {
  const { from, to } = keyBounds(array.length, key);
  if (!isArray(value)) throw fail('A slice of an array can only be assigned another array');
  // Nothing in place of nothing leaves the very same array, which counts in path expressions.
  if (from >= to && value.length === 0) return array;
  run.produce(8 * (array.length + value.length) + 16);
  return [...array.slice(0, from), ...value, ...array.slice(to)];
}
