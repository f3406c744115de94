import { isJsonObject } from '../json.js';
import type { Json } from '../json.js';
import type { Dialect } from '../program.js';
import { ExpressionError, ExpressionSyntaxError } from './expression.js';
import type { Expression, Variables } from './expression.js';
import { compileJq, stripDelimiters } from './jq-expression.js';

/** A JSON structure whose strings may be expressions: arguments, event data. */
export interface Template {
  /** The structure with every expression replaced by its value. A string that is no expression stays as it is. */
  evaluate(data: Json, variables: Variables, now: number): Json;
}

/** Finds a function of type `expression` by name, for texts that read `fn:<name>`. */
export type FindFunction = (name: string) => Expression | undefined;

/**
 * Compiles a structure. Every string in it that is a valid expression will be evaluated, with or without `${ }`;
 * keys never are (workflow-runtime.md 3.1).
 */
export function compileTemplate(value: Json, dialect: Dialect, find: FindFunction): Template {
  if (typeof value === 'string') return compileText(value, dialect, find);
  if (Array.isArray(value)) {
    const items = value.map((item: Json) => compileTemplate(item, dialect, find));
    return { evaluate: (...scope) => items.map((item) => item.evaluate(...scope)) };
  }
  if (isJsonObject(value)) {
    const entries = Object.entries(value).map(
      ([key, item]) => [key, compileTemplate(item, dialect, find)] as const,
    );
    return {
      evaluate: (...scope) =>
        Object.fromEntries(entries.map(([key, item]) => [key, item.evaluate(...scope)])),
    };
  }
  return { evaluate: () => value };
}

function compileText(text: string, dialect: Dialect, find: FindFunction): Template {
  const literal: Template = { evaluate: () => text };
  const json = parseJsonObject(text);
  if (json !== undefined) return { evaluate: () => json };
  const reference = /^fn:(.+)$/.exec(stripDelimiters(text))?.[1]?.trim();
  const expression =
    (reference === undefined ? undefined : find(reference)) ??
    tryCompile(isInterpolation(text) ? `"${text}"` : text, dialect);
  if (!expression) return literal;
  return { evaluate: (...scope) => evaluateOr(text, expression, scope) };
}

/** An argument that fails is passed on as it was written; one that runs away is an error all the same. */
function evaluateOr(text: string, expression: Expression, scope: Parameters<Expression['evaluate']>): Json {
  try {
    return expression.evaluate(...scope);
  } catch (error) {
    if (error instanceof ExpressionError && error.code !== 'expression-budget') return text;
    throw error;
  }
}

function tryCompile(text: string, dialect: Dialect): Expression | undefined {
  try {
    return text.trim() === '' ? undefined : compileJq(text, dialect);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}

/** `My name is \(.name)`: a jq string that its author did not quote. */
function isInterpolation(text: string): boolean {
  return text.includes('\\(') && !text.includes('"');
}

function parseJsonObject(text: string): Json | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  try {
    return JSON.parse(trimmed) as Json;
  } catch {
    return undefined;
  }
}
