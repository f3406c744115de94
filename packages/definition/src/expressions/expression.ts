import type { Meter } from '@orchestrator/jq';
import type { Json } from '../json.js';
import type { DataPath } from '../program/action.js';
import type { Reads } from './reads.js';

/** The named values that an expression may read beside its data: `WORKFLOW`, `CONST`, loop and process variables. */
export type Variables = { readonly [name: string]: Json };

/** What an evaluation reads that must not be seen in traces, logs or stored call arguments. */
export interface Confidentiality {
  /** It reads `$SECRET`, `$SECRETS`, or the start headers (`$WORKFLOW.headers`, or `$WORKFLOW` as a whole). */
  readonly confidential: boolean;
}

/**
 * A compiled expression of the workflow's language. Its methods throw an ExpressionError when evaluation fails.
 * `brokenExpression` makes one that always does.
 */
export interface Expression extends Confidentiality {
  /** The text as its author wrote it. */
  readonly source: string;
  readonly reads: Reads;
  /**
   * The value of the expression: its single output, an array of several outputs, null for none.
   *
   * @param now - milliseconds since 1970, what time builtins read
   * @param meter - is told what the evaluation has cost, also when it fails
   */
  evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json;
  /**
   * The value where text is wanted (workflow-runtime.md 3.2): scalars as text, `''` for null, arrays and objects;
   * several outputs with a space between them.
   */
  text(data: Json, variables: Variables, now: number, meter?: Meter): string;
  /** Whether it holds as a condition (workflow-runtime.md 1.3). */
  test(data: Json, variables: Variables, now: number, meter?: Meter): boolean;
}

/** An expression could not be evaluated. The message is for the person who runs the workflow. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
  /** `expression-failed`, `expression-budget` (it ran too long or grew too large) or `unknown-variable`. */
  readonly code: 'expression-failed' | 'expression-budget' | 'unknown-variable';

  constructor(code: ExpressionError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** Where in what was to be compiled a syntax error stands. */
export interface SyntaxErrorPlace {
  /** In UTF-16 units from the beginning of the text; absent where it is not known. */
  readonly offset?: number | undefined;
  /** Of the text inside the structure, when a template was compiled; `[]` otherwise. */
  readonly path?: DataPath;
}

/** A text that is not an expression of the workflow's language. The message has no full stop at its end. */
export class ExpressionSyntaxError extends Error implements SyntaxErrorPlace {
  override readonly name = 'ExpressionSyntaxError';
  readonly offset: number | undefined;
  readonly path: DataPath;

  constructor(message: string, place: SyntaxErrorPlace = {}, options?: ErrorOptions) {
    super(message, options);
    this.offset = place.offset;
    this.path = place.path ?? [];
  }
}
