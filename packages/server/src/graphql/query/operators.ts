import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { Condition, Operator } from '@orchestrator/store';
import type { CountParts } from './filter-parts.js';

const OPERATORS: ReadonlySet<string> = new Set<Operator>([
  'equal',
  'in',
  'like',
  'isNull',
  'greaterThan',
  'greaterThanEqual',
  'lessThan',
  'lessThanEqual',
  'between',
  'contains',
  'containsAll',
  'containsAny',
]);

/** Operators that an empty list makes meaningless. */
const LIST_OPERATORS: ReadonlySet<string> = new Set(['in', 'containsAll', 'containsAny']);

/** Whether a key of a filter names a comparison. */
export function isOperator(key: string): key is Operator {
  return OPERATORS.has(key);
}

/** Whether a comparison is as if it were not written (data-index-and-jobs.md 1.4, rule 7). */
export function isIgnored(key: string, value: Json): boolean {
  return value === null || (LIST_OPERATORS.has(key) && Array.isArray(value) && value.length === 0);
}

/** Conditions that are negated already, joined as the negation of `and` or `or` joins them. */
export function combined(
  operator: 'and' | 'or',
  conditions: readonly Condition[],
  negated: boolean,
): Condition {
  return (operator === 'and') === negated ? { or: conditions } : { and: conditions };
}

/** GraphQL takes a single object where a list is declared. @throws GraphQLError when a filter gets too large by it */
export function objects(value: Json, count: CountParts): JsonObject[] {
  count(Array.isArray(value) ? value.length : 1);
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(isJsonObject);
}
