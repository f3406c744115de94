import { compile, type Dialect, type Json, JqError, JqSyntaxError } from '../index.js';

/** What a program does in one dialect: its outputs, or which kind of error it ends in. */
export type Outcome = readonly Json[] | 'syntax error' | 'error';

/** A program, its input, and what it does in jq and in jackson-jq. */
export type Example = readonly [program: string, input: Json, jq: Outcome, jackson: Outcome];

/** Runs a program in a dialect. */
export function outcome(program: string, input: Json, dialect: Dialect): Outcome {
  try {
    return compile(program, { dialect }).all(input, {}, { now: 0 });
  } catch (error) {
    if (error instanceof JqSyntaxError) return 'syntax error';
    if (error instanceof JqError) return 'error';
    throw error;
  }
}
