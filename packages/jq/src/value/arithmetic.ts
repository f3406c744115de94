import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { compare, equals } from './compare.js';
import { describe, fail } from './describe.js';
import { isArray, isObject } from './kind.js';
import { mergeDeep } from './merge.js';
import { split } from './search.js';

/** The names of the arithmetic operators. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '%';

/** The names of the comparisons. */
export type ComparisonOperator = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** A function of two values. */
export type Binary = (a: Json, b: Json, run: Run) => Json;

function refuse(a: Json, b: Json, what: string, run: Run): Error {
  return fail(`${describe(a, run)} and ${describe(b, run)} cannot be ${what}`);
}

/**
 * `a + b`: numbers add, strings and arrays join, objects merge, null is neutral. Where nothing is added the result is `a`
 * itself, which a path expression can tell.
 */
export function add(a: Json, b: Json, run: Run): Json {
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  if (typeof a === 'string' && typeof b === 'string') return join(a, b, run);
  if (a === null) return b;
  if (b === null) return a;
  if (isArray(a) && isArray(b)) {
    if (b.length === 0) return a;
    run.produce(8 * (a.length + b.length) + 16);
    return a.concat(b);
  }
  if (isObject(a) && isObject(b)) {
    const added = Object.keys(b).length;
    if (added === 0) return a;
    run.produce(32 * (Object.keys(a).length + added) + 32);
    return { ...a, ...b };
  }
  throw refuse(a, b, 'added', run);
}

/** Two strings in a row. Counts the shorter in full: JavaScript shares the longer one's text. */
export function join(a: string, b: string, run: Run): string {
  const shorter = Math.min(a.length, b.length);
  run.produce(2 * shorter + ((a.length + b.length) >>> 3) + 16);
  return a + b;
}

/** `a - b`: numbers, or the elements of an array that are in no element of the other. */
export function subtract(a: Json, b: Json, run: Run): Json {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (isArray(a) && isArray(b)) {
    run.produce(8 * a.length + 16);
    return a.filter((left) => {
      run.spend(b.length);
      return !b.some((right) => equals(left, right, run));
    });
  }
  throw refuse(a, b, 'subtracted', run);
}

/** `a * b`: numbers, a repeated string, or a deep merge of objects. */
export function multiply(a: Json, b: Json, run: Run): Json {
  if (typeof a === 'number' && typeof b === 'number') return a * b;
  if (typeof a === 'string' && typeof b === 'number') return repeat(a, b, run);
  if (typeof a === 'number' && typeof b === 'string') return repeat(b, a, run);
  if (isObject(a) && isObject(b)) return mergeDeep(a, b, run);
  throw refuse(a, b, 'multiplied', run);
}

const MAX_STRING = 2 ** 31 - 1;

function repeat(text: string, times: number, run: Run): Json {
  if (Number.isNaN(times) || times < 0) return null;
  const count = Math.floor(times);
  if (text.length * count >= MAX_STRING) throw fail('Repeat string result too long');
  run.produce(2 * text.length * count);
  return text === '' ? '' : text.repeat(count);
}

/** `a / b`: numbers, or a string split at another. */
export function divide(a: Json, b: Json, run: Run): Json {
  if (typeof a === 'number' && typeof b === 'number') {
    if (b === 0) throw refuse(a, b, 'divided because the divisor is zero', run);
    return a / b;
  }
  if (typeof a === 'string' && typeof b === 'string') return split(a, b, run);
  throw refuse(a, b, 'divided', run);
}

const MIN_INTEGER = -(2n ** 63n);
const MAX_INTEGER = 2n ** 63n - 1n;

/** The whole part as a 64-bit integer; what lies beyond becomes the nearest end. */
function toInteger(value: number): bigint {
  if (value <= Number(MIN_INTEGER)) return MIN_INTEGER;
  return value >= Number(MAX_INTEGER) ? MAX_INTEGER : BigInt(Math.trunc(value));
}

/** `a % b`: the remainder of the whole parts, with the sign of `a`. */
export function remainder(a: Json, b: Json, run: Run): Json {
  if (typeof a !== 'number' || typeof b !== 'number') throw refuse(a, b, 'divided (remainder)', run);
  if (Number.isNaN(a) || Number.isNaN(b)) return NaN;
  if (Math.abs(b) < 1) throw refuse(a, b, 'divided (remainder) because the divisor is zero', run);
  if (Number.isSafeInteger(Math.trunc(a)) && Number.isSafeInteger(Math.trunc(b))) {
    return (Math.trunc(a) % Math.trunc(b)) + 0;
  }
  const divisor = toInteger(b);
  return Number(toInteger(a) % (divisor < 0n ? -divisor : divisor));
}

/** `-a`; of zero it is zero, not `-0`. */
export function negate(a: Json, run: Run): Json {
  if (typeof a !== 'number') throw fail(`${describe(a, run)} cannot be negated`);
  return a === 0 ? 0 : -a;
}

/** The arithmetic operators by their sign. */
export const ARITHMETIC: Record<ArithmeticOperator, Binary> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
};

/** The comparisons by their sign. */
export const COMPARISON: Record<ComparisonOperator, Binary> = {
  '==': (a, b, run) => equals(a, b, run),
  '!=': (a, b, run) => !equals(a, b, run),
  '<': (a, b, run) => compare(a, b, run) < 0,
  '<=': (a, b, run) => compare(a, b, run) <= 0,
  '>': (a, b, run) => compare(a, b, run) > 0,
  '>=': (a, b, run) => compare(a, b, run) >= 0,
};
