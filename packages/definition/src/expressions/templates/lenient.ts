import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import { functionReference, undelimit } from '../delimiters.js';
import { ExpressionError, ExpressionSyntaxError } from '../expression.js';
import type { Expression, Variables } from '../expression.js';
import { Constant } from './parts.js';
import type { FindFunction, Template } from '../template.js';

/**
 * Compiles a text of a free-form structure as SonataFlow reads it: whatever is a valid expression will be evaluated, with
 * or without `${ }`; all else is the text itself (workflow-runtime.md 3.1).
 */
export function compileLenient(
  text: string,
  compile: (text: string) => Expression,
  find: FindFunction,
): Template {
  const json = parseJsonObject(text);
  if (json !== undefined) return new Constant(json);
  const reference = functionReference(text);
  const expression = reference === undefined ? tryCompile(text, compile) : find(reference);
  return expression ? new Lenient(text, expression) : new Constant(text);
}

/** An expression whose text stands in for its value when it fails. */
class Lenient implements Template {
  readonly confidential: boolean;
  readonly expressions: readonly Expression[];
  readonly #text: string;
  readonly #expression: Expression;

  constructor(text: string, expression: Expression) {
    this.confidential = expression.confidential;
    this.expressions = [expression];
    this.#text = text;
    this.#expression = expression;
  }

  /** @throws ExpressionError for an expression that ran away: that its text takes its place must not hide it */
  evaluate(data: Json, variables: Variables, now: number): Json {
    try {
      return this.#expression.evaluate(data, variables, now);
    } catch (error) {
      if (error instanceof ExpressionError && error.code !== 'expression-budget') return this.#text;
      throw error;
    }
  }
}

function tryCompile(text: string, compile: (text: string) => Expression): Expression | undefined {
  if (isNoProgram(undelimit(text).source)) return undefined;
  try {
    return compile(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
}

/** Nothing at all, or what jq takes for a comment: the name of a chat channel, for instance. */
function isNoProgram(source: string): boolean {
  return source === '' || /^#[^\n]*$/.test(source);
}

function parseJsonObject(text: string): Json | undefined {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  try {
    const value = JSON.parse(trimmed) as Json;
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
