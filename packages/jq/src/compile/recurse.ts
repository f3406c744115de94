import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { isArray, isObject } from '../value/kind.js';
import { read } from '../value/record.js';
import { brokenPath, type Code, type Emit, type EmitPath, multi } from './code.js';
import { extend, isAt, type Path } from './path.js';

/** `..`: the value and all values inside it, each before its parts. */
export function compileRecurse(): Code {
  return RECURSE;
}

const RECURSE = multi(
  (input, _scope, run, emit) => descend(input, run, emit),
  () => (input, path, _scope, run, emit) => descendPaths(input, path, run, emit),
);

function descend(root: Json, run: Run, emit: Emit): boolean {
  const pending: Json[] = [root];
  while (pending.length > 0) {
    const value = pending.pop() ?? null;
    run.step();
    if (emit(value)) return true;
    if (isArray(value)) for (let i = value.length - 1; i >= 0; i--) pending.push(value[i] ?? null);
    else if (isObject(value)) {
      for (const key of Object.keys(value).reverse()) pending.push(read(value, key));
    }
  }
  return false;
}

function descendPaths(root: Json, path: Path, run: Run, emit: EmitPath): boolean {
  const pending: { readonly value: Json; readonly path: Path }[] = [{ value: root, path }];
  for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
    const { value, path: place } = at;
    run.step();
    if (emit(value, place)) return true;
    if (!isAt(value, place)) throw brokenPath('near attempt to iterate through', value, run);
    const visit = (key: Json, part: Json) => pending.push({ value: part, path: extend(place, key, part) });
    if (isArray(value)) for (let i = value.length - 1; i >= 0; i--) visit(i, value[i] ?? null);
    else if (isObject(value)) for (const key of Object.keys(value).reverse()) visit(key, read(value, key));
  }
  return false;
}
