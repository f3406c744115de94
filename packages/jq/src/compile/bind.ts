import { JqError } from '../errors.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import type { Ast, Node, Pattern } from '../syntax/ast.js';
import { index } from '../value/access.js';
import { describe, fail } from '../value/describe.js';
import { kindOf } from '../value/kind.js';
import { checkAccess } from './access.js';
import { type Code, multi, single } from './code.js';
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

/** The compiled patterns of one `as`, and the names that its body sees. */
export interface Binder {
  readonly names: Names;
  /** Set when the pattern is one variable: binding is then one allocation. */
  readonly simple: boolean;
  readonly bind: Destructure;
  /** Keeps errors of what follows the binding away from its alternatives. */
  readonly shield: <A extends unknown[]>(emit: Taker<A>, use: (shielded: Taker<A>) => boolean) => boolean;
}

/** `source as patterns | body`. */
export function compileBind(ast: Node<'bind'>, names: Names, compile: Compile): Code {
  const source = compile(ast.source, names);
  const binder = compilePatterns(ast.patterns, names, compile);
  const body = compile(ast.body, binder.names);
  const { one: sourceOne } = source;
  const { one: bodyOne } = body;
  const walk: Code['walk'] = () => {
    const inner = body.walk();
    return (input, path, scope, run, emit) =>
      binder.shield(emit, (shielded) =>
        source.each(input, scope, run, (value) =>
          binder.bind(value, path, scope, run, (bound, at) => inner(input, at ?? path, bound, run, shielded)),
        ),
      );
  };
  if (binder.simple && sourceOne !== null && bodyOne !== null) {
    return single(
      (input, scope, run) => bodyOne(input, new Scope(sourceOne(input, scope, run), null, scope), run),
      walk,
    );
  }
  return multi(
    (input, scope, run, emit) =>
      binder.shield(emit, (shielded) =>
        source.each(input, scope, run, (value) =>
          binder.bind(value, null, scope, run, (bound) => body.each(input, bound, run, shielded)),
        ),
      ),
    walk,
  );
}

/** Compiles the patterns after `as`. With `?//` every variable of every pattern is bound, to null where absent. */
export function compilePatterns(patterns: readonly Pattern[], names: Names, compile: Compile): Binder {
  const [first] = patterns;
  if (first === undefined) return { names, simple: false, bind: () => false, shield: noShield };
  if (patterns.length === 1) {
    const { names: inside, bind } = compilePattern(first, names, compile);
    return { names: inside, simple: first.kind === 'variable', bind, shield: noShield };
  }
  return compileAlternatives(patterns, names, compile);
}

/** The variables that a pattern binds, in the order of their binding. */
export function patternVariables(pattern: Pattern): string[] {
  if (pattern.kind === 'variable') return [pattern.name];
  if (pattern.kind === 'array') return pattern.items.flatMap(patternVariables);
  return pattern.members.flatMap(({ variable, value }) => [
    ...(variable === null ? [] : [variable]),
    ...(value === null ? [] : patternVariables(value)),
  ]);
}

/** Every alternative binds all names first to null and then its own, padded to the same number of bindings. */
function compileAlternatives(patterns: readonly Pattern[], names: Names, compile: Compile): Binder {
  const all = [...new Set(patterns.flatMap(patternVariables))];
  const nulls = all.reduce((inner, name) => withBinding(inner, { kind: 'variable', name }), names);
  const compiled = patterns.map((pattern) => {
    const { names: inner, bind } = compilePattern(pattern, nulls, compile);
    return { bind, hops: all.map((name) => hopsTo(inner, name)) };
  });
  const bind: Destructure = (value, place, scope, run, body) => {
    let blank = scope;
    for (let i = 0; i < all.length; i++) blank = new Scope(null, null, blank);
    const rebind = (bound: Scope, at: Path | null, hops: readonly number[]) => {
      let result = scope;
      for (const hop of hops) {
        let at = bound;
        for (let i = 0; i < hop; i++) at = at.up;
        result = new Scope(at.value, null, result);
      }
      return body(result, at);
    };
    for (const [position, alternative] of compiled.entries()) {
      const { depth } = run;
      try {
        return alternative.bind(value, place, blank, run, (bound, at) => rebind(bound, at, alternative.hops));
      } catch (error) {
        if (!(error instanceof JqError) || position === compiled.length - 1) throw error;
        run.depth = depth;
      }
    }
    return false;
  };
  return { names: nulls, simple: false, bind, shield: shieldOutput };
}

/** An error of what follows a binding, on its way through the binding's alternatives, which must not catch it. */
class Outside extends Error {
  readonly owner: object;
  readonly error: JqError;

  constructor(owner: object, error: JqError) {
    super(error.message);
    this.owner = owner;
    this.error = error;
  }
}

type Taker<A extends unknown[]> = (...args: A) => boolean;

/** Runs `use` with an `emit` whose errors pass every alternative of this binding. */
function shieldOutput<A extends unknown[]>(emit: Taker<A>, use: (shielded: Taker<A>) => boolean): boolean {
  const owner = {};
  try {
    return use((...args) => {
      try {
        return emit(...args);
      } catch (error) {
        throw error instanceof JqError ? new Outside(owner, error) : error;
      }
    });
  } catch (error) {
    throw error instanceof Outside && error.owner === owner ? error.error : error;
  }
}

function noShield<A extends unknown[]>(emit: Taker<A>, use: (shielded: Taker<A>) => boolean): boolean {
  return use(emit);
}

function hopsTo(names: Names, name: string): number {
  for (let at: Names | null = names; at !== null; at = at.up) {
    if (at.binding?.kind === 'variable' && at.binding.name === name) return names.depth - at.depth;
  }
  return 0;
}

interface CompiledPattern {
  readonly names: Names;
  readonly bind: Destructure;
}

function compilePattern(pattern: Pattern, names: Names, compile: Compile): CompiledPattern {
  if (pattern.kind === 'variable') {
    return {
      names: withBinding(names, { kind: 'variable', name: pattern.name }),
      bind: (value, place, scope, _run, body) => body(new Scope(value, null, scope), place),
    };
  }
  return pattern.kind === 'array'
    ? compileArrayPattern(pattern.items, names, compile)
    : compileObjectPattern(pattern, names, compile);
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

const PASS: Destructure = (_value, place, scope, _run, body) => body(scope, place);

function compileArrayPattern(items: readonly Pattern[], names: Names, compile: Compile): CompiledPattern {
  let inside = names;
  let bind = PASS;
  for (const [position, pattern] of items.entries()) {
    const inner = compilePattern(pattern, inside, compile);
    const before = bind;
    bind = (value, place, scope, run, body) =>
      before(value, place, scope, run, (bound, at) => {
        const part = take(value, position, at, run);
        return inner.bind(part.value, part.place, bound, run, body);
      });
    inside = inner.names;
  }
  return { names: inside, bind };
}

function compileObjectPattern(
  pattern: Extract<Pattern, { readonly kind: 'object' }>,
  names: Names,
  compile: Compile,
): CompiledPattern {
  let inside = names;
  let bind = PASS;
  for (const member of pattern.members) {
    const inner = compileMember(member.key, member.variable, member.value, inside, compile);
    const before = bind;
    bind = (value, place, scope, run, body) =>
      before(value, place, scope, run, (bound, at) => inner.bind(value, at, bound, run, body));
    inside = inner.names;
  }
  return { names: inside, bind };
}

function compileMember(
  keyAst: Ast,
  variable: string | null,
  pattern: Pattern | null,
  names: Names,
  compile: Compile,
): CompiledPattern {
  const key = compile(keyAst, names);
  const withVariable = variable === null ? names : withBinding(names, { kind: 'variable', name: variable });
  const inner = pattern === null ? null : compilePattern(pattern, withVariable, compile);
  const bind: Destructure = (value, place, scope, run, body) =>
    key.each(value, scope, run, (name) => {
      if (typeof name !== 'string') throw fail(`Cannot index ${kindOf(value)} with ${describe(name, run)}`);
      const part = take(value, name, place, run);
      const bound = variable === null ? scope : new Scope(part.value, null, scope);
      return inner === null ? body(bound, part.place) : inner.bind(part.value, part.place, bound, run, body);
    });
  return { names: inner?.names ?? withVariable, bind };
}
