import type { Dialect } from '../dialect/dialect.js';
import { CONSTANTS } from '../syntax/constants.js';
import type { Ast, Definition } from '../syntax/ast.js';
import type { Json } from '../json.js';
import type { Code, Each, One } from './code.js';

/** An argument together with the variables that it sees. */
export interface Closure {
  readonly code: Code;
  readonly scope: Scope;
}

/** One binding at run time: a variable's value, a closure, or (by its identity) a label. */
export class Scope {
  readonly value: Json;
  readonly closure: Closure | null;
  readonly up: Scope;

  constructor(value: Json, closure: Closure | null, up: Scope | null) {
    this.value = value;
    this.closure = closure;
    this.up = up ?? this;
  }
}

/** The scope without bindings. */
export const EMPTY_SCOPE = new Scope(null, null, null);

/** The scope some bindings further out. */
export function outer(scope: Scope, hops: number): Scope {
  let at = scope;
  for (let i = 0; i < hops; i++) at = at.up;
  return at;
}

/** A function as compiled for one combination of single and multiple arguments; `code` is null while it is compiled. */
export interface Variant {
  code: Code | null;
  /** Run the body, and the calls that it ends with. */
  one: One | null;
  each: Each;
  /** Until it is known better a function that calls itself is taken to have one output. */
  isSingle: boolean;
  /** Whether it calls itself. */
  isRecursive: boolean;
}

/** A user's or jq-defined function. */
export interface Callable {
  readonly definition: Definition;
  /** The names that its body sees, itself included. */
  readonly names: () => Names;
  readonly variants: Map<string, Variant>;
}

/** What a name stands for at compile time. */
export type Binding =
  | { readonly kind: 'variable' | 'label'; readonly name: string }
  | { readonly kind: 'closure'; readonly name: string; readonly single: boolean }
  | { readonly kind: 'function'; readonly name: string; readonly callable: Callable };

/** The names in scope, innermost first. `depth` is the number of run-time bindings; functions have none. */
export interface Names {
  readonly binding: Binding | null;
  readonly up: Names | null;
  readonly depth: number;
  /** The names of the variables that the caller passes in. */
  readonly globals: readonly string[];
  readonly dialect: Dialect;
  /** How many nodes may still be compiled; one object for a whole program. */
  readonly work: { left: number };
}

/**
 * Far more nodes than any program has: functions are compiled once for each way to call them, and functions inside
 * functions could multiply without this limit.
 */
const MAX_NODES = 200_000;

/** The names of an empty program. */
export function rootNames(globals: readonly string[], dialect: Dialect): Names {
  return { binding: null, up: null, depth: 0, globals, dialect, work: { left: MAX_NODES } };
}

/** The names with one more. */
export function withBinding(names: Names, binding: Binding): Names {
  return {
    binding,
    up: names,
    depth: names.depth + (binding.kind === 'function' ? 0 : 1),
    globals: names.globals,
    dialect: names.dialect,
    work: names.work,
  };
}

/** A name that was found, with the number of bindings to step over at run time. */
export interface Found<B extends Binding = Binding> {
  readonly binding: B;
  readonly hops: number;
}

/** Finds the innermost variable or label of that name. */
export function findBinding(names: Names, kind: 'variable' | 'label', name: string): Found | null {
  for (let at: Names | null = names; at !== null; at = at.up) {
    if (at.binding?.kind === kind && at.binding.name === name)
      return { binding: at.binding, hops: names.depth - at.depth };
  }
  return null;
}

/** Finds the innermost function or closure parameter of that name and number of arguments; never for a constant. */
export function findFunction(names: Names, name: string, arity: number): Found | null {
  if (arity === 0 && CONSTANTS.has(name)) return null;
  for (let at: Names | null = names; at !== null; at = at.up) {
    const { binding } = at;
    if (binding === null || binding.name !== name) continue;
    const fits =
      binding.kind === 'closure'
        ? arity === 0
        : binding.kind === 'function' && binding.callable.definition.params.length === arity;
    if (fits) return { binding, hops: names.depth - at.depth };
  }
  return null;
}

/** Compiles a node in a scope; constructs receive it to compile their parts. */
export type Compile = (ast: Ast, names: Names) => Code;
