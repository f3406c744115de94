import { type Callable, rootNames } from '../compile/scope.js';
import type { Ast } from '../syntax/ast.js';
import { parse } from '../syntax/parser.js';
import { ARRAYS } from './arrays.js';
import { multi, single } from '../compile/code.js';
import type { Builtin, Builtins } from './builtin.js';
import { CORE } from './core.js';
import { GENERATORS } from './generators.js';
import { MATH } from './math.js';
import { PATHS } from './path-builtins.js';
import { PRELUDE } from './prelude.js';
import { REGEX } from './regex.js';
import { TEXTS } from './texts.js';
import { TIME } from './time.js';

const NATIVE: Builtins = {
  ...CORE,
  ...GENERATORS,
  ...ARRAYS,
  ...TEXTS,
  ...PATHS,
  ...MATH,
  ...REGEX,
  ...TIME,
  'builtins/0': { build: () => single(() => builtinNames().filter((name) => !name.startsWith('_'))) },
};

let written: ReadonlyMap<string, Callable> | null = null;

/** The builtins written in jq. All see each other; none sees a user's functions. */
function inJq(): ReadonlyMap<string, Callable> {
  if (written !== null) return written;
  const found = new Map<string, Callable>();
  let ast: Ast = parse(PRELUDE);
  while (ast.kind === 'function') {
    const { definition, rest } = ast;
    found.set(`${definition.name}/${definition.params.length}`, {
      definition,
      names: () => rootNames([]),
      variants: new Map(),
    });
    ast = rest;
  }
  written = found;
  return found;
}

/** The builtin of that name and number of arguments, or null. */
export function findBuiltin(name: string, arity: number): Builtin | null {
  const key = `${name}/${arity}`;
  if (Object.hasOwn(NATIVE, key)) return NATIVE[key] ?? { build: () => multi(() => false) };
  const callable = inJq().get(key);
  return callable === undefined ? null : { callable };
}

/** All builtins as `name/arity`. */
export function builtinNames(): string[] {
  return [...new Set([...Object.keys(NATIVE), ...inJq().keys()])];
}
