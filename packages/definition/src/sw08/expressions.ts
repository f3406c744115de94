import type { Cursor } from '../document/cursor.js';
import { brokenExpression } from '../expressions/broken-expression.js';
import { functionReference } from '../expressions/delimiters.js';
import { ExpressionSyntaxError } from '../expressions/expression.js';
import type { Expression } from '../expressions/expression.js';
import type { FindFunction, Template } from '../expressions/template.js';
import type { Json } from '../json.js';
import type { ExpressionContext } from './context.js';

/**
 * Compiles the expression under a cursor. One that is not valid is a finding: in the dialect `sonataflow` a warning,
 * since the workflow runs until it gets there (workflow-runtime.md 3.1).
 */
export function expressionAt(cursor: Cursor, context: ExpressionContext): Expression | undefined {
  const text = cursor.text;
  if (text === undefined) return undefined;
  const name = functionReference(text);
  if (name !== undefined) return functionExpression(name, text, cursor, context);
  try {
    return context.language.compile(text);
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    reportSyntax(cursor, `The expression ${text}`, error, context);
    return brokenExpression(text, `${text} isn't valid ${context.language.name}: ${error.message}`);
  }
}

/** Like {@link expressionAt} for a property that may be missing. */
export function optionalExpression(cursor: Cursor, context: ExpressionContext): Expression | undefined {
  return cursor.exists ? expressionAt(cursor, context) : undefined;
}

/** Compiles a structure whose texts may be expressions, if there is one: arguments, event data. */
export function templateAt(cursor: Cursor, context: ExpressionContext): Template | undefined {
  if (cursor.value === undefined || cursor.value === null) return undefined;
  return templateOf(cursor.value, cursor, context);
}

/** Like {@link templateAt} for a value that was made from what stands under the cursor. */
export function templateOf(value: Json, cursor: Cursor, context: ExpressionContext): Template | undefined {
  return compileTemplate(cursor, context, (find) => context.language.template(value, find));
}

/** Compiles a text of another language in which `${ … }` are expressions. */
export function embeddedAt(cursor: Cursor, context: ExpressionContext): Template | undefined {
  const text = cursor.text;
  if (text === undefined) return undefined;
  return compileTemplate(cursor, context, (find) => context.language.embedded(text, find));
}

/** True when a text is meant as an expression although a plain value could stand in its place. */
export function looksLikeExpression(text: string): boolean {
  return /^\s*(\$|\.|\{\{|fn:|")/.test(text);
}

function compileTemplate(
  cursor: Cursor,
  context: ExpressionContext,
  compile: (find: FindFunction) => Template,
): Template | undefined {
  try {
    return compile((name) => findExpression(name, context));
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    const place = error.path.reduce((parent, key) => parent.get(key), cursor);
    reportSyntax(place, `The expression ${String(place.value)}`, error, context);
    return undefined;
  }
}

function findExpression(name: string, context: ExpressionContext): Expression | undefined {
  const declared = context.functions.find(name);
  return declared?.kind === 'expression' ? declared.expression : undefined;
}

function functionExpression(
  name: string,
  text: string,
  cursor: Cursor,
  context: ExpressionContext,
): Expression | undefined {
  const expression = findExpression(name, context);
  if (expression) return expression;
  if (!context.functions.has(name)) {
    context.functions.reportUnknown(cursor, name);
  } else if (context.functions.find(name)) {
    cursor.error(
      'wrong-function-type',
      `"${text}" needs a function of type "expression", but "${name}" is of another type.`,
    );
  }
  return undefined;
}

function reportSyntax(
  cursor: Cursor,
  subject: string,
  error: ExpressionSyntaxError,
  { dialect, language }: ExpressionContext,
): void {
  const sentence = `${subject} isn't valid ${language.name}: ${error.message}.`;
  if (dialect === 'spec') {
    cursor.report('error', 'expression-syntax', sentence, error.offset);
  } else {
    const consequence = 'It will fail when the workflow gets there.';
    cursor.report('warning', 'expression-syntax', `${sentence} ${consequence}`, error.offset);
  }
}
