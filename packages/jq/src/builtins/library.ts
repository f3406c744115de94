import { type Callable, rootNames } from '../compile/scope.js';
import type { Dialect } from '../dialect/dialect.js';
import { EVALUATIONS } from '../dialect/evaluations.js';
import type { Ast, Definition } from '../syntax/ast.js';
import { CONSTANTS } from '../syntax/constants.js';
import { parse } from '../syntax/parser.js';
import { ARRAYS } from './arrays.js';
import { multi, single } from '../compile/code.js';
import type { Builtin, Builtins } from './builtin.js';
import { CORE } from './core.js';
import { ENTRIES } from './entries.js';
import { GENERATORS } from './generators.js';
import { MATH } from './math.js';
import { PATHS } from './path-builtins.js';
import { PRELUDE } from './prelude.js';
import { REGEX } from './regex.js';
import { SORTING } from './sorting.js';
import { TEXTS } from './texts.js';
import { TIME } from './time.js';

const NATIVE: Builtins = {
  ...CORE,
  ...GENERATORS,
  ...ARRAYS,
  ...SORTING,
  ...ENTRIES,
  ...TEXTS,
  ...PATHS,
  ...MATH,
  ...REGEX,
  ...TIME,
  'builtins/0': { build: () => single(() => builtinNames().filter((name) => !name.startsWith('_'))) },
};

/** All builtins of a dialect by `name/arity`. */
interface Library {
  readonly native: Builtins;
  /** Those written in jq. All see each other; none sees a user's functions. */
  readonly written: ReadonlyMap<string, Callable>;
}

const libraries = new Map<Dialect, Library>();

function libraryOf(dialect: Dialect): Library {
  const known = libraries.get(dialect);
  if (known !== undefined) return known;
  const { builtins, definitions } = EVALUATIONS[dialect];
  const own = read(definitions, dialect);
  const native = Object.entries({ ...NATIVE, ...builtins }).filter(([name]) => !own.has(name));
  const library = {
    native: Object.fromEntries(native),
    written: new Map([...readLater(PRELUDE, dialect), ...own]),
  };
  libraries.set(dialect, library);
  return library;
}

function read(definitions: string, dialect: Dialect): Map<string, Callable> {
  const found = new Map<string, Callable>();
  let ast: Ast = parse(definitions);
  while (ast.kind === 'function') {
    const { definition, rest } = ast;
    found.set(`${definition.name}/${definition.params.length}`, {
      definition,
      names: () => rootNames([], dialect),
      variants: new Map(),
    });
    ast = rest;
  }
  return found;
}

/** A definition's name, and its parameters if it has some. */
const HEAD = /^def (\w+)(?:\(([^)]*)\))?:/;

/** As {@link read} does, but each is read when it is first called: programs need few of them, and every process reads anew. */
function readLater(definitions: string, dialect: Dialect): [signature: string, callable: Callable][] {
  return definitions.split(/^(?=def )/m).flatMap((text) => {
    const [head, name = '', params] = HEAD.exec(text) ?? [];
    if (head === undefined) return [];
    const arity = params === undefined ? 0 : params.split(';').length;
    let known: Definition | undefined;
    const callable: Callable = {
      get definition() {
        return (known ??= definitionOf(parse(text)));
      },
      names: () => rootNames([], dialect),
      variants: new Map(),
    };
    return [[`${name}/${arity}`, callable]];
  });
}

function definitionOf(ast: Ast): Definition {
  if (ast.kind !== 'function') throw new TypeError('The prelude holds something that is no definition.');
  return ast.definition;
}

/** The builtin of that name and number of arguments, or null. */
export function findBuiltin(name: string, arity: number, dialect: Dialect): Builtin | null {
  const key = `${name}/${arity}`;
  const { native, written } = libraryOf(dialect);
  if (Object.hasOwn(native, key)) return native[key] ?? { build: () => multi(() => false) };
  const callable = written.get(key);
  return callable === undefined ? null : { callable };
}

/** Whether a program of that dialect may call a builtin. */
export function isBuiltin(name: string, arity: number, dialect: Dialect): boolean {
  const { known } = EVALUATIONS[dialect];
  return (known === null || known.has(`${name}/${arity}`)) && findBuiltin(name, arity, dialect) !== null;
}

/** All builtins of jq as `name/arity`. */
function builtinNames(): string[] {
  const { native, written } = libraryOf('jq');
  const constants = new Set([...CONSTANTS.keys()].map((name) => `${name}/0`));
  return [...new Set([...Object.keys(native), ...written.keys()])].filter((name) => !constants.has(name));
}
