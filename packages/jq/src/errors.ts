import type { Json } from './json.js';

/** Where in a program's text something stands. Lines and columns count from 1, the offset from 0, in UTF-16 units. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;
}

/** A program that cannot be compiled: bad syntax, an undefined variable or function, a constant that cannot be a key. */
export class JqSyntaxError extends Error implements SourcePosition {
  readonly code = 'JQ_SYNTAX';
  readonly line: number;
  readonly column: number;
  readonly offset: number;
  readonly length: number;

  constructor(message: string, source: string, start: number, end: number) {
    super(message);
    this.name = 'JqSyntaxError';
    const before = source.slice(0, start);
    this.line = before.split('\n').length;
    this.column = start - (before.lastIndexOf('\n') + 1) + 1;
    this.offset = start;
    this.length = Math.max(0, end - start);
  }
}

/** An error that the program raised while it ran; `value` is what `try … catch .` would see. */
export class JqError extends Error {
  readonly code = 'JQ_ERROR';
  readonly value: Json;

  constructor(value: Json, message: string) {
    super(message);
    this.name = 'JqError';
    this.value = value;
  }
}

/** The limits of one evaluation, by name. */
export type BudgetLimit = 'steps' | 'outputs' | 'depth' | 'bytes';

/** An evaluation that used up its budget. It cannot be caught by `try` inside the program. */
export class JqBudgetError extends Error {
  readonly code = 'JQ_BUDGET';
  readonly limit: BudgetLimit;

  constructor(limit: BudgetLimit) {
    super(
      `The jq program exceeded its budget of ${limit}. Simplify the program, give it less data, or raise the limit "${limit}".`,
    );
    this.name = 'JqBudgetError';
    this.limit = limit;
  }
}
