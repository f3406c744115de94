import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { Condition } from '@orchestrator/store';
import { childTerms } from './child-terms.js';
import { jsonTerms } from './json-terms.js';
import { countParts } from './filter-parts.js';
import type { CountParts } from './filter-parts.js';
import { combined, isIgnored, isOperator, objects } from './operators.js';

/** Fields whose filter is a path into JSON. */
const JSON_FIELDS: ReadonlySet<string> = new Set(['variables', 'metadata', 'inputArgs', 'outputArgs']);

/** Fields whose filter is about rows below the row. */
const CHILD_FIELDS: ReadonlySet<string> = new Set(['nodes', 'milestones', 'comments', 'attachments']);

/**
 * Turns a Data Index `where` object into a condition (data-index-and-jobs.md 1.4). Its lists flatten: `or: [{a, b},
 * {c}]` means a or b or c; `not: {a, b}` means neither a nor b.
 *
 * @throws GraphQLError for a filter that is too large
 */
export function conditionOf(where: JsonObject): Condition {
  return { and: terms(where, false, countParts()) };
}

/**
 * The conditions of an object, which its surroundings join.
 *
 * @param negated - whether each is meant negated; negation goes down to the single comparison (De Morgan), because there it
 * has a meaning of its own for rows below
 */
function terms(where: JsonObject, negated: boolean, count: CountParts): Condition[] {
  const entries = Object.entries(where);
  count(entries.length);
  return entries.flatMap(([key, value]): Condition[] => {
    if (value === null) return [];
    const inside = (turned: boolean): Condition[] =>
      objects(value, count).flatMap((inner) => terms(inner, turned, count));
    if (key === 'and' || key === 'or') return [combined(key, inside(negated), negated)];
    if (key === 'not') return [combined('and', inside(!negated), negated)];
    return isJsonObject(value) ? fieldTerms(key, value, negated, count) : [];
  });
}

function fieldTerms(field: string, filter: JsonObject, negated: boolean, count: CountParts): Condition[] {
  if (JSON_FIELDS.has(field)) return jsonTerms(field, filter, negated, count);
  if (CHILD_FIELDS.has(field))
    return childTerms(field, filter, negated, count, (inner) => terms(inner, false, count));
  // A definition is one row: whoever asks about it twice asks about the same.
  if (field === 'definition') return terms(filter, negated, count).map((some) => ({ field, some }));
  const entries = Object.entries(filter);
  count(entries.length);
  return entries.flatMap(([key, value]) => comparison(field, key, value, negated, count));
}

function comparison(
  field: string,
  key: string,
  value: Json,
  negated: boolean,
  count: CountParts,
): Condition[] {
  if (isIgnored(key, value)) return [];
  // `error: {message: {equal: …}}` nests.
  if (!isOperator(key))
    return isJsonObject(value) ? fieldTerms(`${field}.${key}`, value, negated, count) : [];
  const condition: Condition = { field, operator: key, value };
  return [negated ? { not: condition } : condition];
}
