import { iterate } from '../compile/access.js';
import { update } from '../compile/assign.js';
import { type Code, multi, single } from '../compile/code.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Ast } from '../syntax/ast.js';
import { index, valuesOf } from '../value/access.js';
import { describe, fail } from '../value/describe.js';
import { isArray, isObject, isTruthy } from '../value/kind.js';
import { type Draft, put, read } from '../value/record.js';
import { type Builtins, type NativeBuiltin, unary } from './builtin.js';

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

const KEY_NAMES = ['key', 'Key', 'name', 'Name'];

/** One entry's key: the first of its possible names that has a true value. */
function entryKey(entry: Json, run: Run): string {
  let key: Json = null;
  for (const name of KEY_NAMES) {
    key = index(entry, name, run);
    if (isTruthy(key)) break;
  }
  if (typeof key === 'string') return key;
  throw fail(`Cannot use ${describe(isTruthy(key) ? key : null, run)} as object key`);
}

function fromEntries(input: Json, run: Run): Json {
  const result: Draft = {};
  for (const entry of valuesOf(input, run)) {
    run.step();
    run.produce(32);
    const key = entryKey(entry, run);
    const name = isObject(entry) && Object.hasOwn(entry, 'value') ? 'value' : 'Value';
    put(result, key, index(entry, name, run));
  }
  return result;
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

/** Objects as entries, and their values. */
export const ENTRIES: Builtins = {
  'to_entries/0': unary(toEntries),
  'from_entries/0': unary(fromEntries),
  'map_values/1': mapValues,
};
