import type { Meter } from '@orchestrator/jq';
import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import { functionReference } from '../delimiters.js';
import { ExpressionError, ExpressionSyntaxError } from '../expression.js';
import type { Expression, Variables } from '../expression.js';
import { Constant } from './parts.js';
import type { FindFunction, Template } from '../template.js';

/** Longest row of digits that a number keeps, whatever they are. */
const SAFE_DIGITS = 15;

/** The parts of a language that decide what a text is which may be an expression. */
export interface LenientLanguage {
  /** @throws ExpressionSyntaxError */
  compile(this: void, text: string): Expression;
  /** What a text stands for that is no expression. */
  plainText(this: void, text: string): string;
}

/**
 * Compiles a text of a free-form structure as SonataFlow reads it: whatever is a valid expression will be evaluated, with
 * or without `${ }`; all else is text (workflow-runtime.md 3.1). Digits that a number would lose stay text, too; SonataFlow
 * keeps more of them, since its whole numbers have 64 bits.
 */
export function compileLenient(text: string, language: LenientLanguage, find: FindFunction): Template {
  const json = parseJsonObject(text);
  if (json !== undefined) return new Constant(json);
  if (isLongNumber(text)) return new Constant(text);
  const reference = functionReference(text);
  const expression = reference === undefined ? tryCompile(text, language) : find(reference);
  return expression ? new Lenient(text, expression) : new Constant(language.plainText(text));
}

function isLongNumber(text: string): boolean {
  return /^\s*-?[\d.]+\s*$/.test(text) && text.replaceAll(/\D/g, '').length > SAFE_DIGITS;
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
  evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json {
    try {
      return this.#expression.evaluate(data, variables, now, meter);
    } catch (error) {
      if (error instanceof ExpressionError && error.code !== 'expression-budget') return this.#text;
      throw error;
    }
  }
}

function tryCompile(text: string, { compile }: LenientLanguage): Expression | undefined {
  try {
    return compile(text);
  } catch (error) {
    if (error instanceof ExpressionSyntaxError) return undefined;
    throw error;
  }
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
