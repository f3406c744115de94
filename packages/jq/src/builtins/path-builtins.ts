import { eachPath, update } from '../compile/assign.js';
import { type Code, multi, single, type Walk } from '../compile/code.js';
import { beside, extend, isAt, type Path } from '../compile/path.js';
import { compileRecurse } from '../compile/recurse.js';
import type { Json } from '../json.js';
import { isTruthy } from '../value/kind.js';
import { deletePaths } from '../value/delete-paths.js';
import { asPath, getPath, setPath } from '../value/paths.js';
import { type Builtins, type NativeBuiltin, passing, withArgs } from './builtin.js';

const NONE = multi(() => false);

function over(build: (code: Code) => Code): NativeBuiltin {
  return { build: ([ast], names, compile) => build(ast === undefined ? NONE : compile(ast, names)) };
}

const path = over((source) =>
  multi((input, scope, run, emit) => eachPath(source.walk(), input, scope, run, (found) => emit(found))),
);

const del = over((source) =>
  single((input, scope, run) => {
    const found: Json[] = [];
    eachPath(source.walk(), input, scope, run, (at) => {
      found.push(at);
      return false;
    });
    return deletePaths(input, found, run);
  }),
);

const pick = over((source) =>
  single((input, scope, run) => {
    let result: Json = null;
    eachPath(source.walk(), input, scope, run, (at) => {
      result = setPath(result, at, getPath(input, at, run), run);
      return false;
    });
    return result;
  }),
);

const paths: NativeBuiltin = {
  build: ([filter], names, compile) => {
    const condition = filter === undefined ? null : compile(filter, names);
    const descend = compileRecurse();
    return multi((input, scope, run, emit) =>
      eachPath(descend.walk(), input, scope, run, (at) => {
        const show = (answer: Json) => isTruthy(answer) && at.length > 0 && emit(at);
        return condition === null ? show(true) : condition.each(getPath(input, at, run), scope, run, show);
      }),
    );
  },
};

const getpath = over((keys) => {
  const walk = (): Walk => (input, place, scope, run, emit) =>
    keys.each(input, scope, run, (value) => {
      const at = asPath(value);
      const part = getPath(input, at, run);
      if (!isAt(input, place)) return emit(part, beside(place, part));
      return emit(part, at.length === 0 ? place : at.reduce<Path>((up, key) => extend(up, key, part), place));
    });
  const { one } = keys;
  if (one !== null)
    return single((input, scope, run) => getPath(input, asPath(one(input, scope, run)), run), walk);
  return multi(
    (input, scope, run, emit) =>
      keys.each(input, scope, run, (value) => emit(getPath(input, asPath(value), run))),
    walk,
  );
});

/** `_modify(paths; update)`: what `|=` does, under the name that programs may use. */
const modify: NativeBuiltin = {
  build: (asts, names, compile) => {
    const [target = NONE, change = NONE] = asts.map((ast) => compile(ast, names));
    return update(target, change);
  },
};

/** Paths as values. */
export const PATHS: Builtins = {
  'path/1': path,
  'paths/0': paths,
  'paths/1': paths,
  'del/1': passing(del),
  'pick/1': passing(pick),
  'getpath/1': getpath,
  '_modify/2': modify,
  'setpath/2': passing(
    withArgs((input, [at = null, value = null], run) => setPath(input, asPath(at), value, run)),
  ),
  'delpaths/1': passing(withArgs((input, [all = null], run) => deletePaths(input, all, run))),
};
