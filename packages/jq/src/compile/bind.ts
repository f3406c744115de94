import { JqError } from '../errors.js';
import type { Node, Pattern } from '../syntax/ast.js';
import { type Code, multi, single } from './code.js';
import { compilePattern, type Destructure, patternVariables } from './destructure.js';
import type { Path } from './path.js';
import { type Compile, findBinding, type Names, outer, Scope, withBinding } from './scope.js';
import { tailsWithin } from './tail.js';

/** The compiled patterns of one `as`, and the names that its body sees. */
export interface Binder {
  readonly names: Names;
  /** Set when the pattern is one variable: binding is then one allocation. */
  readonly simple: boolean;
  readonly bind: Destructure;
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
      source.each(input, scope, run, (value) =>
        binder.bind(value, path, scope, run, (bound, at) => inner(input, at ?? path, bound, run, emit)),
      );
  };
  const isSimple = binder.simple && sourceOne !== null;
  const tails = isSimple
    ? tailsWithin((input, scope, run) => new Scope(sourceOne(input, scope, run), null, scope), body)
    : {};
  if (isSimple && bodyOne !== null) {
    return single(
      (input, scope, run) => bodyOne(input, new Scope(sourceOne(input, scope, run), null, scope), run),
      walk,
      tails,
    );
  }
  return multi(
    (input, scope, run, emit) =>
      source.each(input, scope, run, (value) =>
        binder.bind(value, null, scope, run, (bound) => body.each(input, bound, run, emit)),
      ),
    walk,
    tails,
  );
}

/** Compiles the patterns after `as`. With `?//` every variable of every pattern is bound, to null where absent. */
export function compilePatterns(patterns: readonly Pattern[], names: Names, compile: Compile): Binder {
  const [first] = patterns;
  if (first === undefined) return { names, simple: false, bind: () => false };
  if (patterns.length > 1) return compileAlternatives(patterns, names, compile);
  return { ...compilePattern(first, names, compile, false), simple: first.kind === 'variable' };
}

/**
 * Every alternative binds all names first to null and then its own, padded to the same number of bindings. An error
 * makes the next alternative apply, wherever it comes from: the pattern, the body, or what follows, as in jq.
 */
function compileAlternatives(patterns: readonly Pattern[], names: Names, compile: Compile): Binder {
  const all = [...new Set(patterns.flatMap(patternVariables))];
  const nulls = all.reduce((inner, name) => withBinding(inner, { kind: 'variable', name }), names);
  const compiled = patterns.map((pattern) => {
    const { names: inner, bind } = compilePattern(pattern, nulls, compile, true);
    return { bind, hops: all.map((name) => findBinding(inner, 'variable', name)?.hops ?? 0) };
  });
  const bind: Destructure = (value, place, scope, run, body) => {
    const blank = all.reduce((inner) => new Scope(null, null, inner), scope);
    const rebind = (bound: Scope, at: Path | null, hops: readonly number[]): boolean =>
      body(
        hops.reduce((inner, hop) => new Scope(outer(bound, hop).value, null, inner), scope),
        at,
      );
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
  return { names: nulls, simple: false, bind };
}
