import type { Json } from './json.js';

/** The named values that an expression may read beside its data: `WORKFLOW`, `CONST`, loop and process variables. */
export type Variables = { readonly [name: string]: Json };

/** A compiled expression of the workflow's language. */
export interface Expression {
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
