import type { Json, JsonObject } from '../json.js';
import type { Run } from '../run.js';
import { describe, fail } from './describe.js';
import { equals } from './compare.js';
import { isArray, isObject, kindOf } from './kind.js';
import { read } from './record.js';
import { codePointLength, sliceCodePoints } from './text.js';

/** The value at a key: `.[key]` for any pair of kinds. */
export function index(target: Json, key: Json, run: Run): Json {
  if (typeof key === 'string' && isObject(target)) return read(target, key);
  if (typeof key === 'number' && isArray(target)) return item(target, key);
  if (isObject(key)) return sliceByKey(target, key, run);
  if (isArray(key) && isArray(target)) return positionsOf(target, key, run);
  if (target === null && (typeof key === 'string' || typeof key === 'number')) return null;
  throw fail(`Cannot index ${kindOf(target)} with ${describe(key, run)}`);
}

/** The element of an array; negative positions count from the end, fractions are cut, NaN finds nothing. */
export function item(array: readonly Json[], key: number): Json {
  const at = Math.trunc(key);
  return array[at < 0 ? at + array.length : at] ?? null;
}

/** The positions at which one array occurs inside another. */
export function positionsOf(array: readonly Json[], part: readonly Json[], run: Run): Json[] {
  const found: Json[] = [];
  if (part.length === 0) return found;
  for (let start = 0; start + part.length <= array.length; start++) {
    let at = 0;
    do run.step();
    while (equals(array[start + at] ?? null, part[at] ?? null, run) && ++at < part.length);
    if (at === part.length) found.push(start);
  }
  return found;
}

/** The bounds of a slice inside something of that length. */
export interface Bounds {
  readonly from: number;
  readonly to: number;
}

const NOT_NUMBERS = 'Array/string slice indices must be integers';

/** The bounds that the key of a slice, an object with `start` and `end`, has inside `length`. */
export function keyBounds(length: number, key: JsonObject): Bounds {
  if (!Object.hasOwn(key, 'start') || !Object.hasOwn(key, 'end')) throw fail(NOT_NUMBERS);
  return sliceBounds(length, read(key, 'start'), read(key, 'end'));
}

/** Turns the two ends of a slice (null: open) into positions inside `length`. */
export function sliceBounds(length: number, start: Json, end: Json): Bounds {
  if ((start !== null && typeof start !== 'number') || (end !== null && typeof end !== 'number')) {
    throw fail(NOT_NUMBERS);
  }
  const from = clamp(Math.floor(fromEnd(start, 0, length)), length);
  const to = clamp(Math.ceil(fromEnd(end, length, length)), length);
  return { from, to: Math.max(from, to) };
}

function fromEnd(position: number | null, open: number, length: number): number {
  if (position === null || Number.isNaN(position)) return open;
  return position < 0 ? position + length : position;
}

function clamp(position: number, length: number): number {
  return Math.min(Math.max(position, 0), length);
}

/**
 * The part of an array or a string between two positions; of null it is null. All of an array is that very array, unless
 * it is empty: jq makes empty parts anew, which path expressions tell apart.
 */
export function slice(target: Json, start: Json, end: Json, run: Run): Json {
  if (target === null) return null;
  if (isArray(target)) {
    const { from, to } = sliceBounds(target.length, start, end);
    if (to - from === target.length && target.length > 0) return target;
    run.produce(8 * (to - from));
    return target.slice(from, to);
  }
  if (typeof target === 'string') {
    run.scan(2 * target.length);
    const { from, to } = sliceBounds(codePointLength(target), start, end);
    run.produce(Math.ceil(target.length / 16));
    return sliceCodePoints(target, from, to);
  }
  throw notSliced(target, { start, end }, run);
}

function sliceByKey(target: Json, key: JsonObject, run: Run): Json {
  if (target === null) return null;
  if (!isArray(target) && typeof target !== 'string') throw notSliced(target, key, run);
  keyBounds(0, key);
  return slice(target, read(key, 'start'), read(key, 'end'), run);
}

function notSliced(target: Json, key: JsonObject, run: Run): Error {
  return fail(`Cannot index ${kindOf(target)} with ${describe(key, run)}`);
}

/** The elements of an array or the values of an object. */
export function valuesOf(target: Json, run: Run): readonly Json[] {
  if (isArray(target)) return target;
  if (isObject(target)) {
    const values = Object.values(target);
    run.spend(values.length);
    return values;
  }
  throw fail(`Cannot iterate over ${describe(target, run)}`);
}

/** The length of a value: of numbers their size, of null 0. */
export function length(value: Json, run: Run): number {
  if (typeof value === 'number') return Math.abs(value);
  if (value === null) return 0;
  if (typeof value === 'boolean') throw fail(`${describe(value, run)} has no length`);
  if (typeof value !== 'string') return valuesOf(value, run).length;
  run.scan(value.length);
  return codePointLength(value);
}
