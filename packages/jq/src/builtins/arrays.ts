import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { index, length, positionsOf, slice, valuesOf } from '../value/access.js';
import { add, subtract } from '../value/arithmetic.js';
import { compare } from '../value/compare.js';
import { describe, fail } from '../value/describe.js';
import { isArray } from '../value/kind.js';
import { textPositions } from '../value/search.js';
import { type Builtins, unary, walkedAs, withArgs } from './builtin.js';
import { tostring } from './formats.js';

/** How deep one level further in: jq subtracts, so a depth that is no number fails where there is a level to enter. */
function innerDepth(depth: Json, run: Run): Json {
  return typeof depth === 'number' ? depth - 1 : subtract(depth, 1, run);
}

function flatten(input: Json, depth: Json, run: Run): Json {
  if (compare(depth, 0, run) < 0) throw fail('flatten depth must not be negative');
  const result: Json[] = [];
  const pending: { readonly items: readonly Json[]; readonly depth: Json; next: number }[] = [
    { items: valuesOf(input, run), depth, next: 0 },
  ];
  for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
    if (level.next === level.items.length) {
      pending.pop();
      continue;
    }
    const value = level.items[level.next++] ?? null;
    run.step();
    if (isArray(value) && level.depth !== 0)
      pending.push({ items: value, depth: innerDepth(level.depth, run), next: 0 });
    else {
      run.produce(8);
      result.push(value);
    }
  }
  return result;
}

function reverse(input: Json, run: Run): Json {
  if (isArray(input)) {
    run.produce(8 * input.length);
    return [...input].reverse();
  }
  // jq reads elements from the end; what has none but a length fails there.
  const size = length(input, run);
  return size === 0 ? [] : index(input, size - 1, run);
}

function join(input: Json, separator: Json, run: Run): Json {
  const parts: string[] = [];
  const between = typeof separator === 'string' ? separator : '';
  for (const value of valuesOf(input, run)) {
    run.step();
    const part =
      typeof value === 'boolean' || typeof value === 'number' ? tostring(value, run) : (value ?? '');
    const isFirst = parts.length === 0;
    // The error of a value or separator that is no text shows the text so far.
    if (!isFirst && typeof separator !== 'string' && separator !== null)
      return add(parts.join(''), separator, run);
    if (typeof part !== 'string') return add(parts.join(between) + (isFirst ? '' : between), part, run);
    run.produce(2 * (part.length + between.length) + 16);
    parts.push(part);
  }
  return parts.join(between);
}

function transpose(input: Json, run: Run): Json {
  const rows = valuesOf(input, run);
  const width = rows.reduce<number>((most, row) => Math.max(most, length(row, run)), 0);
  run.spend(width * rows.length);
  run.produce(8 * width * rows.length);
  return Array.from({ length: Math.ceil(width) }, (_, column) => rows.map((row) => index(row, column, run)));
}

/** The positions of a value: in an array of an element or a part, in a string of a substring. */
function indices(input: Json, wanted: Json, run: Run): Json {
  if (isArray(input)) return positionsOf(input, isArray(wanted) ? wanted : [wanted], run);
  if (typeof input === 'string' && typeof wanted === 'string') return textPositions(input, wanted, run);
  return index(input, wanted, run);
}

/** The first position, or what jq's definition makes of something else. */
function firstOf(positions: Json, run: Run): Json {
  return index(positions, 0, run);
}

function lastOf(positions: Json, run: Run): Json {
  return index(slice(positions, -1, null, run), 0, run);
}

/** Where a value is in a sorted array, or `-1 - i` when it belongs at position i. */
function bsearch(input: Json, wanted: Json, run: Run): Json {
  if (!isArray(input)) throw fail(`${describe(input, run)} cannot be searched from`);
  let low = 0;
  let high = input.length - 1;
  while (low <= high) {
    run.step();
    const middle = (low + high) >>> 1;
    const order = compare(input[middle] ?? null, wanted, run);
    if (order === 0) return middle;
    if (order < 0) low = middle + 1;
    else high = middle - 1;
  }
  return -1 - low;
}

const INDICES = withArgs((input, [wanted = null], run) => indices(input, wanted, run));

/** Searching and reshaping of arrays. */
export const ARRAYS: Builtins = {
  'flatten/0': unary((input, run) => flatten(input, Infinity, run)),
  'flatten/1': withArgs((input, [depth = null], run) => flatten(input, depth, run)),
  'reverse/0': unary(reverse),
  'join/1': withArgs((input, [separator = null], run) => join(input, separator, run)),
  'transpose/0': unary(transpose),
  'indices/1': walkedAs('_indices', INDICES),
  'index/1': walkedAs(
    '_index',
    withArgs((input, [wanted = null], run) => firstOf(indices(input, wanted, run), run)),
  ),
  'rindex/1': walkedAs(
    '_rindex',
    withArgs((input, [wanted = null], run) => lastOf(indices(input, wanted, run), run)),
  ),
  'bsearch/1': withArgs((input, [wanted = null], run) => bsearch(input, wanted, run)),
};
