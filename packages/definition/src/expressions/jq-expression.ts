import { analyse, compile, JqBudgetError, JqError, JqSyntaxError, parse } from '@orchestrator/jq';
import type { Filter } from '@orchestrator/jq';
import type { Json } from '../json.js';
import type { Dialect } from '../program.js';
import { ExpressionError, ExpressionSyntaxError } from './expression.js';
import type { Expression, Variables } from './expression.js';

/**
 * Compiles a jq expression as workflows write it: `${ … }` around it is optional, and so is the closing part
 * (workflow-runtime.md 3.1).
 *
 * @throws ExpressionSyntaxError
 */
export function compileJq(text: string, dialect: Dialect): Expression {
  const source = stripDelimiters(text);
  try {
    const analysis = analyse(parse(source));
    const filter = compile(source, {
      variables: analysis.variables,
      dialect: dialect === 'sonataflow' ? 'jackson' : 'jq',
    });
    return new JqExpression(text, filter, analysis.variables, analysis.single);
  } catch (error) {
    if (error instanceof JqSyntaxError) throw new ExpressionSyntaxError(error.message, { cause: error });
    throw error;
  }
}

/** The expression inside its optional delimiters. */
export function stripDelimiters(text: string): string {
  const trimmed = text.trim();
  for (const [open, close] of [
    ['${', '}'],
    ['{{', '}}'],
  ] as const) {
    if (!trimmed.startsWith(open)) continue;
    const inner = trimmed.slice(open.length);
    return (inner.endsWith(close) ? inner.slice(0, -close.length) : inner).trim();
  }
  return trimmed;
}

class JqExpression implements Expression {
  readonly source: string;
  readonly #filter: Filter;
  readonly #variables: readonly string[];
  readonly #single: boolean;

  constructor(source: string, filter: Filter, variables: readonly string[], single: boolean) {
    this.source = source;
    this.#filter = filter;
    this.#variables = variables;
    this.#single = single;
  }

  evaluate(data: Json, variables: Variables, now: number): Json {
    for (const name of this.#variables) {
      if (!Object.hasOwn(variables, name)) {
        throw new ExpressionError(
          'unknown-variable',
          `The expression ${this.source} reads $${name}, which has no value here.`,
        );
      }
    }
    try {
      if (this.#single) return this.#filter.one(data, variables, { now }) ?? null;
      const outputs = this.#filter.all(data, variables, { now });
      return outputs.length === 1 ? (outputs[0] ?? null) : outputs.length === 0 ? null : outputs;
    } catch (error) {
      if (error instanceof JqBudgetError) {
        throw new ExpressionError(
          'expression-budget',
          `The expression ${this.source} was stopped: ${error.message}`,
          { cause: error },
        );
      }
      if (error instanceof JqError)
        throw new ExpressionError('expression-failed', error.message, { cause: error });
      throw error;
    }
  }
}
