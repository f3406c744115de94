import { type Code, multi, single } from '../compile/code.js';
import { collect } from '../compile/construct.js';
import { iterate } from '../compile/access.js';
import { update } from '../compile/assign.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Ast } from '../syntax/ast.js';
import { item, positionsOf, valuesOf, index } from '../value/access.js';
import { add } from '../value/arithmetic.js';
import { compare } from '../value/compare.js';
import { describe, fail } from '../value/describe.js';
import { isArray, isObject } from '../value/kind.js';
import { type Draft, put, read } from '../value/record.js';
import { textPositions } from '../value/search.js';
import { type Builtins, type NativeBuiltin, unary, withArgs } from './builtin.js';
import { tojson, tostring } from './formats.js';

interface Keyed {
  readonly key: Json;
  readonly value: Json;
}

function arrayOr(value: Json, problem: string, run: Run): readonly Json[] {
  if (!isArray(value)) throw fail(`${describe(value, run)} cannot be ${problem}, as it is not an array`);
  return value;
}

function sortKeyed(items: Keyed[], run: Run): Keyed[] {
  run.produce(64 * items.length);
  return items.sort((a, b) => {
    run.step();
    return compare(a.key, b.key, run);
  });
}

/** The elements with their keys, sorted; elements of equal keys keep their order. */
type ByKey = (input: Json, items: readonly Keyed[], run: Run) => Json;

function byKey(problem: string, finish: ByKey): NativeBuiltin {
  return {
    build: ([f], names, compile) => {
      const code = f === undefined ? multi(() => false) : compile(f, names);
      const keyOf = code.one ?? collect(code);
      return single((input, scope, run) => {
        const items = arrayOr(input, problem, run).map((value) => ({ key: keyOf(value, scope, run), value }));
        return finish(input, items, run);
      });
    },
  };
}

function plain(problem: string, finish: ByKey): NativeBuiltin {
  return unary((input, run) =>
    finish(
      input,
      arrayOr(input, problem, run).map((value) => ({ key: value, value })),
      run,
    ),
  );
}

const sorted: ByKey = (_input, items, run) => sortKeyed([...items], run).map(({ value }) => value);

function groups(items: readonly Keyed[], run: Run): Keyed[][] {
  const result: Keyed[][] = [];
  for (const entry of sortKeyed([...items], run)) {
    const group = result.at(-1);
    const [head] = group ?? [];
    if (group !== undefined && head !== undefined && compare(head.key, entry.key, run) === 0)
      group.push(entry);
    else result.push([entry]);
  }
  return result;
}

const grouped: ByKey = (_input, items, run) =>
  groups(items, run).map((group) => group.map(({ value }) => value));
const unique: ByKey = (_input, items, run) => groups(items, run).map(([head]) => head?.value ?? null);

function extreme(better: (order: number) => boolean): ByKey {
  return (_input, items, run) => {
    let best: Keyed | undefined;
    for (const entry of items) {
      run.step();
      if (best === undefined || better(compare(entry.key, best.key, run))) best = entry;
    }
    return best?.value ?? null;
  };
}

const smallest = extreme((order) => order < 0);
const largest = extreme((order) => order >= 0);

function flatten(input: Json, depth: Json, run: Run): Json {
  if (typeof depth !== 'number' || depth < 0) throw fail('flatten depth must not be negative');
  const result: Json[] = [];
  const pending: { readonly items: readonly Json[]; next: number }[] = [
    { items: valuesOf(input, run), next: 0 },
  ];
  for (let level = pending.at(-1); level !== undefined; level = pending.at(-1)) {
    if (level.next === level.items.length) {
      pending.pop();
      continue;
    }
    const value = level.items[level.next++] ?? null;
    run.step();
    if (isArray(value) && pending.length <= depth) pending.push({ items: value, next: 0 });
    else {
      run.produce(8);
      result.push(value);
    }
  }
  return result;
}

function reverse(input: Json, run: Run): Json {
  if (typeof input === 'string') {
    run.produce(2 * input.length);
    return Array.from(input).reverse().join('');
  }
  if (input === null) return [];
  if (!isArray(input)) throw fail(`Cannot reverse ${describe(input, run)}`);
  run.produce(8 * input.length);
  return [...input].reverse();
}

function toEntries(input: Json, run: Run): Json {
  if (isArray(input)) {
    run.produce(64 * input.length);
    return input.map((value, key) => ({ key, value }));
  }
  if (!isObject(input)) throw fail(`${describe(input, run)} has no keys`);
  const keys = Object.keys(input);
  run.spend(keys.length);
  run.produce(64 * keys.length);
  return keys.map((key) => ({ key, value: read(input, key) }));
}

const KEY_NAMES = ['k', 'name', 'Name', 'K', 'Key'];

/** One entry's key: `key`, or else the first usable of its other names. */
function entryKey(entry: Json, run: Run): string {
  let key = index(entry, 'key', run);
  for (const name of KEY_NAMES) {
    if (key !== null && key !== false) break;
    if (key === false && name === 'k' && isObject(entry)) break;
    key = index(entry, name, run);
  }
  return typeof key === 'string' ? key : tojson(key, run);
}

function fromEntries(input: Json, run: Run): Json {
  const result: Draft = {};
  for (const entry of valuesOf(input, run)) {
    run.step();
    run.produce(32);
    const key = entryKey(entry, run);
    const name =
      ['value', 'v'].find((candidate) => isObject(entry) && Object.hasOwn(entry, candidate)) ?? 'Value';
    put(result, key, index(entry, name, run));
  }
  return result;
}

function join(input: Json, separator: Json, run: Run): Json {
  const parts: string[] = [];
  for (const value of valuesOf(input, run)) {
    run.step();
    const part =
      typeof value === 'boolean' || typeof value === 'number' ? tostring(value, run) : (value ?? '');
    const isFirst = parts.length === 0;
    // The error of a value or separator that is no text shows the text so far.
    if (typeof part !== 'string')
      return add(parts.join(String(separator)) + (isFirst ? '' : String(separator)), part, run);
    if (!isFirst && typeof separator !== 'string' && separator !== null)
      return add(parts.join(''), separator, run);
    run.produce(2 * (part.length + (typeof separator === 'string' ? separator.length : 0)) + 16);
    parts.push(part);
  }
  return parts.join(typeof separator === 'string' ? separator : '');
}

function transpose(input: Json, run: Run): Json {
  const rows = valuesOf(input, run);
  const width = rows.reduce<number>((most, row) => Math.max(most, isArray(row) ? row.length : 0), 0);
  run.spend(width * rows.length);
  run.produce(8 * width * rows.length);
  return Array.from({ length: width }, (_, column) => rows.map((row) => index(row, column, run)));
}

/** The positions of a value: in an array of an element or a part, in a string of a substring. */
function indices(input: Json, wanted: Json, run: Run): Json {
  if (input === null) return null;
  if (isArray(input)) return positionsOf(input, isArray(wanted) ? wanted : [wanted], run);
  if (typeof input === 'string' && typeof wanted === 'string') return textPositions(input, wanted, run);
  return index(input, wanted, run);
}

function at(positions: Json, key: number): Json {
  return isArray(positions) ? item(positions, key) : null;
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

const PLACE = { start: 0, end: 0 };
const ELEMENTS: Ast = Object.freeze({
  kind: 'iterate',
  target: Object.freeze({ kind: 'identity', ...PLACE }),
  ...PLACE,
});

const mapValues: NativeBuiltin = {
  build: ([f], names, compile) => {
    const code: Code = f === undefined ? multi(() => false) : compile(f, names);
    const { walk } = update(compile(ELEMENTS, names), code);
    return single((input, scope, run) => {
      if (isArray(input)) {
        const items: Json[] = [];
        iterate(input, scope, run, (value) => {
          code.each(value, scope, run, (output) => {
            run.produce(16);
            items.push(output);
            return true;
          });
          return false;
        });
        return items;
      }
      const draft: Draft = {};
      const keys = isObject(input) ? Object.keys(input) : [];
      let position = 0;
      iterate(input, scope, run, (value) => {
        const key = keys[position++] ?? '';
        code.each(value, scope, run, (output) => {
          run.produce(32);
          put(draft, key, output);
          return true;
        });
        return false;
      });
      return draft;
    }, walk);
  },
};

/** Sorting, grouping, searching and reshaping of arrays, and entries of objects. */
export const ARRAYS: Builtins = {
  'sort/0': plain('sorted', sorted),
  'sort_by/1': byKey('sorted', sorted),
  'group_by/1': byKey('grouped', grouped),
  'unique/0': plain('sorted', unique),
  'unique_by/1': byKey('grouped', unique),
  'min/0': plain('iterated over', smallest),
  'max/0': plain('iterated over', largest),
  'min_by/1': byKey('iterated over', smallest),
  'max_by/1': byKey('iterated over', largest),
  'flatten/0': unary((input, run) => flatten(input, Infinity, run)),
  'flatten/1': withArgs((input, [depth = null], run) => flatten(input, depth, run)),
  'reverse/0': unary(reverse),
  'to_entries/0': unary(toEntries),
  'from_entries/0': unary(fromEntries),
  'join/1': withArgs((input, [separator = null], run) => join(input, separator, run)),
  'transpose/0': unary(transpose),
  'indices/1': withArgs((input, [wanted = null], run) => indices(input, wanted, run)),
  'index/1': withArgs((input, [wanted = null], run) => at(indices(input, wanted, run), 0)),
  'rindex/1': withArgs((input, [wanted = null], run) => at(indices(input, wanted, run), -1)),
  'bsearch/1': withArgs((input, [wanted = null], run) => bsearch(input, wanted, run)),
  'map_values/1': mapValues,
};
