import type { Json, JsonObject } from '../json.js';
import type { Run } from '../run.js';
import { fail } from './describe.js';
import { isArray, isObject } from './kind.js';
import { read } from './record.js';
import { compareText } from './text.js';

const MAX_DEPTH = 10_000;

/** The keys of an object in jq's order. */
export function sortedKeys(object: JsonObject, run: Run): string[] {
  const keys = Object.keys(object);
  run.spend(4 * keys.length);
  return keys.sort(compareText);
}

/** jq's total order: null, false, true, numbers, strings, arrays, objects. NaN is below every number. */
export function compare(a: Json, b: Json, run: Run): number {
  const scalar = compareScalars(a, b, run);
  if (scalar !== undefined) return scalar;
  return compareDeep(a, b, 'Comparison too deep', run);
}

/** Equality as `==` sees it. NaN equals nothing. */
export function equals(a: Json, b: Json, run: Run): boolean {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) {
    if (typeof a === 'string') run.scan(a.length);
    return a === b;
  }
  return compareDeep(a, b, 'Equality check too deep', run) === 0;
}

function rank(value: Json): number {
  if (value === false) return 1;
  if (value === true) return 2;
  if (typeof value === 'number') return 3;
  if (typeof value === 'string') return 4;
  if (isArray(value)) return 5;
  return isObject(value) ? 6 : 0;
}

/** The order of two values unless both are arrays or both objects. */
function compareScalars(a: Json, b: Json, run: Run): number | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a < b || Number.isNaN(a) ? -1 : a === b ? 0 : 1;
  if (typeof a === 'string' && typeof b === 'string') {
    run.scan(8 * Math.min(a.length, b.length));
    return compareText(a, b);
  }
  const ranks = rank(a) - rank(b);
  return ranks !== 0 || rank(a) < 5 ? ranks : undefined;
}

interface Pair {
  readonly a: Json;
  readonly b: Json;
  readonly depth: number;
}

/** Compares without recursion: the first difference in order decides. */
function compareDeep(left: Json, right: Json, tooDeep: string, run: Run): number {
  const pending: Pair[] = [{ a: left, b: right, depth: 0 }];
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const { a, b, depth } = pair;
    run.step();
    const scalar = compareScalars(a, b, run);
    if (scalar !== undefined) {
      if (scalar !== 0) return scalar;
      continue;
    }
    if (depth > MAX_DEPTH) throw fail(tooDeep);
    const order =
      isArray(a) && isArray(b)
        ? pushItems(a, b, depth, pending, run)
        : pushMembers(a, b, depth, pending, run);
    if (order !== 0) return order;
  }
  return 0;
}

function pushItems(a: readonly Json[], b: readonly Json[], depth: number, pending: Pair[], run: Run): number {
  run.spend(Math.min(a.length, b.length));
  const shared = Math.min(a.length, b.length);
  if (a.length !== b.length) pending.push({ a: a.length, b: b.length, depth });
  for (let i = shared - 1; i >= 0; i--) pending.push({ a: a[i] ?? null, b: b[i] ?? null, depth: depth + 1 });
  return 0;
}

function pushMembers(a: Json, b: Json, depth: number, pending: Pair[], run: Run): number {
  if (!isObject(a) || !isObject(b)) return 0;
  const keys = sortedKeys(a, run);
  const others = sortedKeys(b, run);
  const shared = Math.min(keys.length, others.length);
  for (let i = 0; i < shared; i++) {
    const order = compareText(keys[i] ?? '', others[i] ?? '');
    if (order !== 0) return order;
  }
  if (keys.length !== others.length) return keys.length - others.length;
  for (const key of keys.reverse()) pending.push({ a: read(a, key), b: read(b, key), depth: depth + 1 });
  return 0;
}
