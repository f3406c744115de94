import { analyse, compile, JqBudgetError, JqError, JqSyntaxError } from '@orchestrator/jq';
import type { Filter, Meter } from '@orchestrator/jq';
import type { Json } from '../../json.js';
import type { Dialect } from '../../program/dialect.js';
import { isTrue, toText } from '../conversions.js';
import { undelimit } from '../delimiters.js';
import { ExpressionError, ExpressionSyntaxError } from '../expression.js';
import type { Expression, Variables } from '../expression.js';
import { jqDialect, parseProgram } from './jq-program.js';
import { jqReads } from './jq-reads.js';
import { isConfidential } from '../reads.js';
import type { Reads } from '../reads.js';
import { VariableGuard } from '../variable-guard.js';

/**
 * Compiles a jq expression as workflows write it: with or without delimiters, and in the dialect `sonataflow` with or
 * without quotes around text that contains `\( … )` (workflow-runtime.md 3.1).
 *
 * @throws ExpressionSyntaxError
 */
export function compileJq(text: string, dialect: Dialect): Expression {
  const { source, offset } = undelimit(text);
  try {
    const program = parseProgram(source, dialect);
    const { variables, single } = analyse(program.ast);
    const filter = compile(program.source, { variables, dialect: jqDialect(dialect) });
    const reads = jqReads(program.ast);
    return new JqExpression(text, filter, single, reads, VariableGuard.of(text, reads, dialect));
  } catch (error) {
    if (!(error instanceof JqSyntaxError)) throw error;
    throw new ExpressionSyntaxError(error.message, { offset: offset + error.offset }, { cause: error });
  }
}

class JqExpression implements Expression {
  readonly source: string;
  readonly reads: Reads;
  readonly confidential: boolean;
  readonly #filter: Filter;
  readonly #single: boolean;
  readonly #guard: VariableGuard | undefined;

  constructor(
    source: string,
    filter: Filter,
    single: boolean,
    reads: Reads,
    guard: VariableGuard | undefined,
  ) {
    this.source = source;
    this.reads = reads;
    this.confidential = isConfidential(reads);
    this.#filter = filter;
    this.#single = single;
    this.#guard = guard;
  }

  evaluate(data: Json, variables: Variables, now: number, meter?: Meter): Json {
    this.#guard?.check(variables);
    const options = meter ? { now, meter } : { now };
    try {
      if (this.#single) return this.#filter.one(data, variables, options) ?? null;
      const outputs = this.#filter.all(data, variables, options);
      return outputs.length === 1 ? (outputs[0] ?? null) : outputs.length === 0 ? null : outputs;
    } catch (error) {
      throw this.#failure(error);
    }
  }

  text(data: Json, variables: Variables, now: number, meter?: Meter): string {
    this.#guard?.check(variables);
    try {
      const options = meter ? { now, meter } : { now };
      return this.#filter.all(data, variables, options).map(toText).join(' ');
    } catch (error) {
      throw this.#failure(error);
    }
  }

  test(data: Json, variables: Variables, now: number, meter?: Meter): boolean {
    return isTrue(this.evaluate(data, variables, now, meter));
  }

  #failure(error: unknown): unknown {
    if (error instanceof JqError)
      return new ExpressionError('expression-failed', error.message, { cause: error });
    if (!(error instanceof JqBudgetError)) return error;
    const message = `The expression ${this.source} was stopped: ${error.message}`;
    return new ExpressionError('expression-budget', message, { cause: error });
  }
}
