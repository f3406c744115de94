import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Pattern } from '../syntax/ast.js';
import { index } from '../value/access.js';
import { describe, fail } from '../value/describe.js';
import { kindOf } from '../value/kind.js';
import { checkAccess } from './access.js';
import { extend, type Path } from './path.js';
import { type Compile, type Names, Scope, withBinding } from './scope.js';

/**
 * Calls back with the scope in which a pattern's variables are bound, once for each way to bind them. Inside a path
 * expression (`place` is how far it has come) taking a value apart moves on, as in jq.
 */
export type Destructure = (
  value: Json,
  place: Path | null,
  scope: Scope,
  run: Run,
  body: (scope: Scope, place: Path | null) => boolean,
) => boolean;

/** A compiled pattern: how it binds, and the names that what follows it sees. */
export interface CompiledPattern {
  readonly names: Names;
  readonly bind: Destructure;
}

/** The variables that a pattern binds. */
export function patternVariables(pattern: Pattern): string[] {
  if (pattern.kind === 'variable') return [pattern.name];
  if (pattern.kind === 'array') return pattern.items.flatMap(patternVariables);
  return pattern.members.flatMap(({ variable, value }) => [
    ...(variable === null ? [] : [variable]),
    ...(value === null ? [] : patternVariables(value)),
  ]);
}

/**
 * Compiles one pattern. Of several bindings of one name the first counts, and keys see none of them; but in one of
 * several alternatives a name is one variable for all of it: the last binding counts, and keys see those before them.
 */
export function compilePattern(
  pattern: Pattern,
  names: Names,
  compile: Compile,
  isAlternative: boolean,
): CompiledPattern {
  const compiler = new PatternCompiler(names, compile, isAlternative);
  const bind = compiler.pattern(pattern);
  return { names: compiler.names, bind };
}

/** Keeps two views of the names in scope: for what follows the pattern, and for the keys in it. */
class PatternCompiler {
  readonly #compile: Compile;
  readonly #isAlternative: boolean;
  readonly #bound = new Set<string>();
  #inKeys: Names;
  names: Names;

  constructor(names: Names, compile: Compile, isAlternative: boolean) {
    this.names = names;
    this.#inKeys = names;
    this.#compile = compile;
    this.#isAlternative = isAlternative;
  }

  pattern(pattern: Pattern): Destructure {
    if (pattern.kind === 'variable') {
      this.#declare(pattern.name);
      return (value, place, scope, _run, body) => body(new Scope(value, null, scope), place);
    }
    return pattern.kind === 'array' ? this.#array(pattern.items) : this.#object(pattern.members);
  }

  #declare(name: string): void {
    const isVisible = this.#isAlternative || !this.#bound.has(name);
    this.names = withBinding(this.names, { kind: 'variable', name: isVisible ? name : '' });
    this.#inKeys = withBinding(this.#inKeys, { kind: 'variable', name: this.#isAlternative ? name : '' });
    this.#bound.add(name);
  }

  /** Takes the last element first, as jq does. */
  #array(items: readonly Pattern[]): Destructure {
    const parts = [...items.entries()].reverse().map(([position, item]): Destructure => {
      const inner = this.pattern(item);
      return (value, place, scope, run, body) => {
        const part = take(value, position, place, run);
        return inner(part.value, part.place, scope, run, body);
      };
    });
    return inOrder(parts);
  }

  #object(members: Extract<Pattern, { readonly kind: 'object' }>['members']): Destructure {
    return inOrder(members.map((member) => this.#member(member)));
  }

  #member({ key: ast, variable, value: pattern }: Member): Destructure {
    const key = this.#compile(ast, this.#inKeys);
    if (variable !== null) this.#declare(variable);
    const inner = pattern === null ? null : this.pattern(pattern);
    return (value, place, scope, run, body) =>
      key.each(value, scope, run, (name) => {
        if (typeof name !== 'string') throw fail(`Cannot index ${kindOf(value)} with ${describe(name, run)}`);
        const part = take(value, name, place, run);
        const bound = variable === null ? scope : new Scope(part.value, null, scope);
        return inner === null ? body(bound, part.place) : inner(part.value, part.place, bound, run, body);
      });
  }
}

type Member = Extract<Pattern, { readonly kind: 'object' }>['members'][number];

/** Several parts of one value, the first as the outermost loop. */
function inOrder(parts: readonly Destructure[]): Destructure {
  const [first, ...rest] = parts;
  if (first === undefined) return (_value, place, scope, _run, body) => body(scope, place);
  if (rest.length === 0) return first;
  const others = inOrder(rest);
  return (value, place, scope, run, body) =>
    first(value, place, scope, run, (bound, at) => others(value, at, bound, run, body));
}

/** The part of a value at a key, and how far a path expression has come with it. */
function take(
  value: Json,
  key: Json,
  place: Path | null,
  run: Run,
): { readonly value: Json; readonly place: Path | null } {
  if (place !== null) checkAccess(value, place, key, run);
  const part = index(value, key, run);
  return { value: part, place: place === null ? null : extend(place, key, part) };
}
