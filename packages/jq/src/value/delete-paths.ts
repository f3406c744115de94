import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { index, keyBounds } from './access.js';
import { compare, equals } from './compare.js';
import { fail } from './describe.js';
import { isArray, isObject, kindOf } from './kind.js';
import { asPath, setKey } from './paths.js';

/** A copy of the value without the places at these paths; all of them mean places of the unchanged value. */
export function deletePaths(root: Json, paths: Json, run: Run): Json {
  if (!isArray(paths)) throw fail('Paths must be specified as an array');
  const sorted = paths.map(asPath).sort((a, b) => {
    run.step();
    return compare(a, b, run);
  });
  if (sorted[0]?.length === 0) return null;
  return deleteBelow(root, sorted, 0, run);
}

/** Deletes paths that agree up to `depth`; the places below go first, those of this very value all at once. */
function deleteBelow(value: Json, paths: readonly (readonly Json[])[], depth: number, run: Run): Json {
  let result = value;
  const here: Json[] = [];
  for (let end = paths.length; end > 0;) {
    run.step();
    const key = paths[end - 1]?.[depth] ?? null;
    let start = end - 1;
    while (start > 0 && equals(paths[start - 1]?.[depth] ?? null, key, run)) start--;
    const [first] = paths.slice(start, start + 1);
    if (first?.length === depth + 1) here.push(key);
    else {
      const inner = result === null ? null : index(result, key, run);
      if (inner !== null)
        result = setKey(result, key, deleteBelow(inner, paths.slice(start, end), depth + 1, run), run);
    }
    end = start;
  }
  return here.length === 0 ? result : deleteKeys(result, here, run);
}

function deleteKeys(target: Json, keys: readonly Json[], run: Run): Json {
  if (target === null) return null;
  if (isArray(target)) return deleteItems(target, keys, run);
  if (!isObject(target)) throw fail(`Cannot delete fields from ${kindOf(target)}`);
  const names = new Set(keys);
  for (const key of keys) {
    if (typeof key !== 'string') throw fail(`Cannot delete ${kindOf(key)} field of object`);
  }
  const entries = Object.entries(target);
  run.spend(entries.length);
  run.produce(32 * entries.length);
  return Object.fromEntries(entries.filter(([name]) => !names.has(name)));
}

function deleteItems(array: readonly Json[], keys: readonly Json[], run: Run): Json {
  const gone = new Set<number>();
  for (const key of keys) {
    if (typeof key === 'number') {
      const whole = Math.trunc(key);
      gone.add(key < 0 ? whole + array.length : whole);
    } else if (isObject(key)) {
      const { from, to } = keyBounds(array.length, key);
      run.spend(to - from);
      for (let at = from; at < to; at++) gone.add(at);
    } else throw fail(`Cannot delete ${kindOf(key)} element of array`);
  }
  run.spend(array.length);
  run.produce(8 * array.length + 16);
  return array.filter((_, position) => !gone.has(position));
}
