import type { Json } from '../json.js';

/** The named values that an expression may read beside its data: `WORKFLOW`, `CONST`, loop and process variables. */
export type Variables = { readonly [name: string]: Json };

/** What an evaluation reads that must not be seen in traces, logs or stored call arguments. */
export interface Confidentiality {
  /** It reads `$SECRET`, `$SECRETS`, or the start headers (`$WORKFLOW.headers`, or `$WORKFLOW` as a whole). */
  readonly confidential: boolean;
}

/** A compiled expression of the workflow's language. */
export interface Expression extends Confidentiality {
  /** The text as its author wrote it. */
  readonly source: string;
  /**
   * The value of the expression: its single output, an array of several outputs, null for none.
   *
   * @param now - milliseconds since 1970, what time builtins read
   * @throws ExpressionError when evaluation fails or exceeds its budget
   */
  evaluate(data: Json, variables: Variables, now: number): Json;
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

/** A text that is not an expression of the workflow's language. */
export class ExpressionSyntaxError extends Error {
  override readonly name = 'ExpressionSyntaxError';
}
