import { multi, single } from '../compile/code.js';
import { collect } from '../compile/construct.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { valuesOf } from '../value/access.js';
import { compare } from '../value/compare.js';
import { describe, fail } from '../value/describe.js';
import { isArray } from '../value/kind.js';
import { type Builtins, type NativeBuiltin, passing, unary } from './builtin.js';

interface Keyed {
  readonly key: Json;
  readonly value: Json;
}

function sortKeyed(items: Keyed[], run: Run): Keyed[] {
  run.produce(64 * items.length);
  return items.sort((a, b) => {
    run.step();
    return compare(a.key, b.key, run);
  });
}

/** What is made of the elements with their keys. */
type ByKey = (items: readonly Keyed[], run: Run) => Json;

/** The error for an input that is no array; `keys` are those of its parts. */
type Refuse = (input: Json, keys: Json, run: Run) => Error;

const notSorted =
  (problem: string): Refuse =>
  (input, _keys, run) =>
    fail(`${describe(input, run)} cannot be ${problem}, as it is not an array`);

const notBoth: Refuse = (input, keys, run) =>
  fail(`${describe(input, run)} and ${describe(keys, run)} cannot be sorted, as they are not both arrays`);

const notIterated: Refuse = (input, keys, run) =>
  fail(`${describe(input, run)} and ${describe(keys, run)} cannot be iterated over`);

/** `name(f)`: a key is the array of what `f` puts out for an element. */
function byKey(refuse: Refuse, finish: ByKey): NativeBuiltin {
  return {
    build: ([f], names, compile) => {
      const code = f === undefined ? multi(() => false) : compile(f, names);
      const keyOf = code.one ?? collect(code);
      const listOf = collect(code);
      return single((input, scope, run) => {
        if (!isArray(input)) {
          const keys = valuesOf(input, run).map((value) => listOf(value, scope, run));
          throw refuse(input, keys, run);
        }
        return finish(
          input.map((value) => ({ key: keyOf(value, scope, run), value })),
          run,
        );
      });
    },
  };
}

/** `name`: an element is its own key. */
function plain(refuse: Refuse, finish: ByKey): NativeBuiltin {
  return unary((input, run) => {
    if (!isArray(input)) throw refuse(input, input, run);
    return finish(
      input.map((value) => ({ key: value, value })),
      run,
    );
  });
}

const sorted: ByKey = (items, run) => sortKeyed([...items], run).map(({ value }) => value);

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

const grouped: ByKey = (items, run) => groups(items, run).map((group) => group.map(({ value }) => value));
const unique: ByKey = (items, run) => groups(items, run).map(([head]) => head?.value ?? null);

function extreme(better: (order: number) => boolean): ByKey {
  return (items, run) => {
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

/** Sorting, grouping and extremes of arrays. */
export const SORTING: Builtins = {
  'sort/0': plain(notSorted('sorted'), sorted),
  'sort_by/1': byKey(notBoth, sorted),
  'group_by/1': byKey(notBoth, grouped),
  'unique/0': plain(notSorted('sorted'), unique),
  'unique_by/1': byKey(notBoth, unique),
  'min/0': passing(plain(notIterated, smallest)),
  'max/0': passing(plain(notIterated, largest)),
  'min_by/1': passing(byKey(notIterated, smallest)),
  'max_by/1': passing(byKey(notIterated, largest)),
};
