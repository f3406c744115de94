import type { Cursor } from '../document/cursor.js';
import { ExpressionSyntaxError } from '../expressions/expression.js';
import type { Expression } from '../expressions/expression.js';
import { compileJq, stripDelimiters } from '../expressions/jq-expression.js';
import type { Dialect, FunctionTarget, Task, TaskId } from '../program.js';

/** What the parts of one document's compilation share. */
export interface CompileContext {
  readonly dialect: Dialect;
  /** Task ids by state name. */
  readonly states: ReadonlyMap<string, TaskId>;
  readonly functions: ReadonlyMap<string, FunctionTarget>;
  /** Receives every compiled task. */
  readonly tasks: Map<TaskId, Task>;
  /** Names of functions that an action refers to. */
  readonly usedFunctions: Set<string>;
}

/** Compiles the expression under a cursor; a syntax error becomes a finding at its place. */
export function expressionAt(cursor: Cursor, context: CompileContext): Expression | undefined {
  const text = cursor.text;
  if (text === undefined) return undefined;
  const reference = /^fn:(.+)$/.exec(stripDelimiters(text));
  if (reference?.[1] !== undefined) return expressionFunction(reference[1].trim(), cursor, context);
  try {
    return compileJq(text, context.dialect);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    cursor.error('expression-syntax', `The expression ${text} isn't valid jq: ${error.message}.`);
    return undefined;
  }
}

/** Like {@link expressionAt} for a property that may be missing. */
export function optionalExpression(cursor: Cursor, context: CompileContext): Expression | undefined {
  return cursor.exists ? expressionAt(cursor, context) : undefined;
}

/** The expression of a function that a text refers to as `fn:<name>`. */
export function functionNamed(name: string, context: CompileContext): Expression | undefined {
  context.usedFunctions.add(name);
  const target = context.functions.get(name);
  return target?.kind === 'expression' ? target.expression : undefined;
}

function expressionFunction(name: string, cursor: Cursor, context: CompileContext): Expression | undefined {
  const expression = functionNamed(name, context);
  if (expression) return expression;
  cursor.error(
    'unknown-function',
    `"fn:${name}" needs a function "${name}" of type "expression"; define it or correct the name.`,
  );
  return undefined;
}
