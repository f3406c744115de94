import type { Meter } from '@orchestrator/jq';
import type { Json } from '../../json.js';
import type { DataPath } from '../../program/action.js';
import type { Dialect } from '../../program/dialect.js';
import { isTrue, toText } from '../conversions.js';
import { undelimit } from '../delimiters.js';
import { ExpressionError, ExpressionSyntaxError } from '../expression.js';
import type { Expression, Variables } from '../expression.js';
import { isConfidential } from '../reads.js';
import type { Reads } from '../reads.js';
import { VariableGuard } from '../variable-guard.js';
import { parsePaths } from './parse-paths.js';
import { PathQuery } from './path-query.js';
import { Search } from './search.js';

/**
 * Compiles a jsonpath expression as workflows write it (workflow-runtime.md 3.3): with or without delimiters and the
 * leading `$.`; several paths side by side give the text of their values, put together.
 *
 * @throws ExpressionSyntaxError
 */
export function compileJsonPath(text: string, dialect: Dialect): Expression {
  const { source, offset } = undelimit(text);
  try {
    return new JsonPathExpression(
      text,
      parsePaths(source).map((path) => new PathQuery(path)),
      dialect,
    );
  } catch (error) {
    if (!(error instanceof ExpressionSyntaxError)) throw error;
    const place = { offset: offset + (error.offset ?? 0) };
    throw new ExpressionSyntaxError(error.message, place, { cause: error });
  }
}

class JsonPathExpression implements Expression {
  readonly source: string;
  readonly reads: Reads;
  readonly confidential: boolean;
  readonly #queries: readonly PathQuery[];
  readonly #only: PathQuery | undefined;
  readonly #guard: VariableGuard | undefined;

  constructor(source: string, queries: readonly PathQuery[], dialect: Dialect) {
    this.source = source;
    this.reads = readsOf(queries);
    this.confidential = isConfidential(this.reads);
    this.#queries = queries;
    this.#only = queries.length === 1 ? queries[0] : undefined;
    this.#guard = VariableGuard.of(source, this.reads, dialect);
  }

  evaluate(data: Json, variables: Variables, _now = 0, meter?: Meter): Json {
    this.#guard?.check(variables);
    const search = new Search(this.source, data);
    try {
      if (this.#only) return follow(this.#only, data, variables, search);
      return this.#queries.map((query) => toText(follow(query, data, variables, search))).join('');
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      const message = `The expression ${this.source} was stopped: the data nests too deeply.`;
      throw new ExpressionError('expression-budget', message, { cause: error });
    } finally {
      meter?.spend(search.visits);
    }
  }

  text(data: Json, variables: Variables, now?: number, meter?: Meter): string {
    return toText(this.evaluate(data, variables, now, meter));
  }

  /** A selection of many is true when it selects something (workflow-runtime.md 1.3). */
  test(data: Json, variables: Variables, now?: number, meter?: Meter): boolean {
    const value = this.evaluate(data, variables, now, meter);
    return Array.isArray(value) ? value.length > 0 : isTrue(value);
  }
}

function follow(query: PathQuery, data: Json, variables: Variables, search: Search): Json {
  return query.follow(query.root === undefined ? data : (variables[query.root] ?? null), search);
}

function readsOf(queries: readonly PathQuery[]): Reads {
  const data: DataPath[] = [];
  const variables = new Map<string, DataPath[]>();
  for (const { root, prefix, readsAnything } of queries) {
    if (root === undefined) data.push(prefix);
    else variables.set(root, [...(variables.get(root) ?? []), prefix]);
    if (readsAnything) data.push([]);
  }
  return { data, variables };
}
