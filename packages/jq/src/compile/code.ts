import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { fail, shortJson } from '../value/describe.js';
import type { Fields } from './fields.js';
import { beside, found, type Path } from './path.js';
import type { Scope } from './scope.js';
import type { Tails } from './tail.js';
import type { Stage, Traversal } from './traversal.js';

/** Takes one output; true asks the producer to stop. */
export type Emit = (value: Json) => boolean;

/** Takes one output and how far its path expression has come. */
export type EmitPath = (value: Json, path: Path) => boolean;

/** Evaluates to the only output. */
export type One = (input: Json, scope: Scope, run: Run) => Json;

/** Gives every output to `emit` and tells whether it was asked to stop. */
export type Each = (input: Json, scope: Scope, run: Run, emit: Emit) => boolean;

/** Like `Each`, within a path expression that has come as far as `path`. */
export type Walk = (input: Json, path: Path, scope: Scope, run: Run, emit: EmitPath) => boolean;

/** What else is known of a part, so that the part around it can compile to less. */
export interface Facts extends Tails {
  /** What the outputs depend on, where that is no variable, no closure and no clock. */
  readonly reads?: 'nothing' | 'input' | undefined;
  /** Present when the output is known already. */
  readonly constant?: { readonly value: Json };
  /** Present when the part reads members by fixed names. */
  readonly fields?: Fields;
  /** Present when the outputs are elements of one value. */
  readonly traversal?: Traversal;
  /** Present when the part has at most one output. */
  readonly stage?: Stage;
  /** Present when the only output is an array of these elements, made for the purpose. */
  readonly collected?: Traversal;
  /** Present when the part can work on the elements of an array that need not be made. */
  readonly onElements?: (elements: Traversal) => One;
}

/** A compiled program part. */
export interface Code extends Facts {
  /** Present when the part has exactly one output (or fails): then no callback is needed. */
  readonly one: One | null;
  readonly each: Each;
  /** How the part behaves inside a path expression; compiled on first use. */
  readonly walk: () => Walk;
}

/** A part that is no path. Where its output is the text that came in, jq's builtins hand on that very text. */
function plainWalk(each: Each): Walk {
  return (input, path, scope, run, emit) =>
    each(input, scope, run, (value) =>
      emit(value, typeof value === 'string' && value === input ? path : beside(path, value)),
    );
}

/** A part with exactly one output. */
export function single(one: One, walk?: () => Walk, facts?: Facts): Code {
  const each: Each = (input, scope, run, emit) => emit(one(input, scope, run));
  return { ...facts, one, each, walk: memo(walk ?? (() => plainWalk(each))) };
}

/** A part with any number of outputs. */
export function multi(each: Each, walk?: () => Walk, facts?: Facts): Code {
  return { ...facts, one: null, each, walk: memo(walk ?? (() => plainWalk(each))) };
}

/** A part whose output is known. The value must be frozen. */
export function constant(value: Json): Code {
  return single(
    () => value,
    () => (_input, path, _scope, _run, emit) => emit(value, beside(path, value)),
    { constant: { value }, reads: 'nothing' },
  );
}

/**
 * The same part, where its outputs were not made but come from somewhere: where such an output is the value at the path,
 * the path goes on from it, numbers included.
 */
export function handingOn(code: Code): Code {
  const walk: Walk = (input, path, scope, run, emit) =>
    code.each(input, scope, run, (value) => emit(value, found(path)));
  return { ...code, walk: () => walk };
}

/** The same part, where its outputs are made: a text is another one than that at the path even where it equals it. */
export function making(code: Code): Code {
  const walk: Walk = (input, path, scope, run, emit) =>
    code.each(input, scope, run, (value) => emit(value, beside(path, value)));
  return { ...code, walk: () => walk };
}

function memo(build: () => Walk): () => Walk {
  let built: Walk | null = null;
  return () => (built ??= build());
}

/** The error of a step below a value that is not at any path. */
export function brokenPath(attempt: string, value: Json, run: Run): Error {
  return fail(`Invalid path expression ${attempt} ${shortJson(value, run)}`);
}
