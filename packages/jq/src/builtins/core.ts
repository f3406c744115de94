import { constant, multi, type One, single } from '../compile/code.js';
import { pipe } from '../compile/flow.js';
import { carry } from '../compile/path.js';
import { addElements, countElements, type Traversal } from '../compile/traversal.js';
import type { Json } from '../json.js';
import { Accumulator } from '../value/accumulator.js';
import { sortedKeys } from '../value/compare.js';
import { describe, fail, raise } from '../value/describe.js';
import { isArray, isObject, isTruthy, kindOf } from '../value/kind.js';
import { parseNumber } from '../value/number-text.js';
import { readJson } from '../value/read-json.js';
import { freezeDeep } from '../value/record.js';
import { contains } from '../value/search.js';
import { utf8Length } from '../value/text.js';
import { length, valuesOf } from '../value/access.js';
import type { Run } from '../run.js';
import { type Builtins, type NativeBuiltin, passing, unary, walkedAs, withArgs } from './builtin.js';
import { findFormat, tojson, tostring } from './formats.js';

function fixed(value: Json): NativeBuiltin {
  const code = constant(freezeDeep(value));
  return { build: () => code };
}

function keys(value: Json, run: Run): Json {
  if (isArray(value)) {
    run.produce(8 * value.length);
    return Array.from(value.keys());
  }
  if (!isObject(value)) throw fail(`${describe(value, run)} has no keys`);
  const sorted = sortedKeys(value, run);
  run.spend(sorted.length);
  run.produce(16 * sorted.length);
  return sorted;
}

/** Whether an object has a member or an array an element; null has nothing. */
export function has(value: Json, key: Json): boolean {
  if (value === null) return false;
  if (isObject(value) && typeof key === 'string') return Object.hasOwn(value, key);
  if (isArray(value) && typeof key === 'number') return key >= 0 && key < value.length;
  throw fail(
    `Cannot check whether ${kindOf(value)} has a ${typeof key === 'string' ? 'string' : kindOf(key)} key`,
  );
}

function tonumber(value: Json, run: Run): Json {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') run.spend(value.length >> 4);
  const parsed = typeof value === 'string' ? parseNumber(value) : undefined;
  if (parsed === undefined) throw fail(`${describe(value, run)} cannot be parsed as a number`);
  return parsed;
}

function toboolean(value: Json, run: Run): Json {
  if (typeof value === 'boolean') return value;
  if (value === 'true') return true;
  if (value === 'false') return false;
  throw fail(`${describe(value, run)} cannot be parsed as a boolean`);
}

const empty = multi(
  () => false,
  () => () => false,
  { reads: 'nothing' },
);

function sum(value: Json, run: Run): Json {
  const total = new Accumulator(null);
  for (const part of valuesOf(value, run)) {
    run.step();
    total.add(part, run);
  }
  return total.value;
}

function sumElements(elements: Traversal): One {
  const add = addElements(elements);
  return (input, scope, run) => add(null, input, scope, run);
}

/** `add(f)`; what nothing is added to stays the value that it is. */
const sumOf: NativeBuiltin = {
  build: ([source], names, compile) => {
    const code = source === undefined ? empty : compile(source, names);
    return single((input, scope, run) => {
      const total = new Accumulator(null);
      code.each(input, scope, run, (value) => {
        try {
          total.add(value, run);
        } catch (error) {
          // A pattern inside may go on with its next alternative; jq has lost the sum by then.
          total.forget();
          throw error;
        }
        return false;
      });
      return total.value;
    });
  },
};

function fromjson(value: Json, run: Run): Json {
  if (typeof value !== 'string') throw fail(`${describe(value, run)} only strings can be parsed`);
  return readJson(value, run);
}

const error = multi(
  (input, _scope, run) => {
    throw raise(input, run);
  },
  () => (input, path, _scope, run) => {
    throw carry(raise(input, run), path);
  },
);

/** `error(f)`, which jq defines as `f | error`. */
const errorWith: NativeBuiltin = {
  build: ([message], names, compile) => pipe(message === undefined ? empty : compile(message, names), error),
};

const kinds: Record<string, NativeBuiltin> = {};
const KIND_FILTERS: Readonly<Record<string, (value: Json) => boolean>> = {
  arrays: isArray,
  objects: isObject,
  iterables: (value) => isArray(value) || isObject(value),
  booleans: (value) => typeof value === 'boolean',
  numbers: (value) => typeof value === 'number',
  strings: (value) => typeof value === 'string',
  nulls: (value) => value === null,
  values: (value) => value !== null,
  scalars: (value) => !isArray(value) && !isObject(value),
  finites: (value) => typeof value === 'number' && Math.abs(value) !== Infinity,
  normals: (value) => typeof value === 'number' && isNormal(value),
};
for (const [name, accepts] of Object.entries(KIND_FILTERS)) {
  const code = multi(
    (input, _scope, _run, emit) => accepts(input) && emit(input),
    () => (input, path, _scope, _run, emit) => accepts(input) && emit(input, path),
    { stage: { keep: accepts, change: null }, reads: 'input' },
  );
  kinds[`${name}/0`] = { build: () => code };
}

/** Whether a number is neither zero, subnormal, infinite nor NaN. */
export function isNormal(value: number): boolean {
  const size = Math.abs(value);
  return size >= 2 ** -1022 && size < Infinity;
}

/** Constants, kinds, conversions and what belongs to no other theme. */
export const CORE: Builtins = {
  ...kinds,
  'null/0': fixed(null),
  'true/0': fixed(true),
  'false/0': fixed(false),
  'nan/0': fixed(NaN),
  'infinite/0': fixed(Infinity),
  'env/0': fixed({}),
  'input_line_number/0': fixed(0),
  'have_literal_numbers/0': fixed(true),
  'have_decnum/0': fixed(false),
  'empty/0': { build: () => empty },
  'error/0': { build: () => error },
  'error/1': errorWith,
  'not/0': unary((value) => !isTruthy(value)),
  'type/0': unary(kindOf),
  'length/0': unary(length, { onElements: countElements }),
  'utf8bytelength/0': unary((value, run) => {
    if (typeof value !== 'string') throw fail(`${describe(value, run)} only strings have UTF-8 byte length`);
    run.spend(value.length >> 2);
    return utf8Length(value);
  }),
  'keys/0': unary(keys),
  'keys_unsorted/0': unary((value, run) => {
    if (!isObject(value)) return keys(value, run);
    const names = Object.keys(value);
    run.produce(16 * names.length);
    return names;
  }),
  'has/1': withArgs((value, [key = null]) => has(value, key)),
  'contains/1': withArgs((value, [part = null], run) => {
    // To jq true and false are of two kinds.
    const isComparable = typeof value === 'boolean' ? value === part : kindOf(value) === kindOf(part);
    if (isComparable) return contains(value, part, run);
    throw fail(`${describe(value, run)} and ${describe(part, run)} cannot have their containment checked`);
  }),
  'tostring/0': unary(tostring),
  'tojson/0': unary(tojson),
  'fromjson/0': unary(fromjson),
  'tonumber/0': passing(unary(tonumber)),
  'toboolean/0': unary(toboolean),
  'toarray/0': unary((value) => (isArray(value) ? value : [value])),
  'format/1': withArgs((value, [name = null], run) => {
    if (typeof name !== 'string') throw fail(`${describe(name, run)} is not a valid format`);
    return findFormat(name)(value, run);
  }),
  'add/0': walkedAs('_add', unary(sum, { onElements: sumElements })),
  'add/1': passing(sumOf),
};
