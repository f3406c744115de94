import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { Condition } from '@orchestrator/store';
import { childTerms } from './child-terms.js';
import { jsonTerms } from './json-terms.js';
import { combined, isIgnored, isOperator, objects } from './operators.js';

/** Fields whose filter is a path into JSON. */
const JSON_FIELDS: ReadonlySet<string> = new Set(['variables', 'metadata', 'inputArgs', 'outputArgs']);

/** Fields whose filter is about rows below the row. */
const CHILD_FIELDS: ReadonlySet<string> = new Set(['nodes', 'milestones', 'comments', 'attachments']);

/**
 * Turns a Data Index `where` object into a condition (data-index-and-jobs.md 1.4). Its lists flatten: `or: [{a, b},
 * {c}]` means a or b or c; `not: {a, b}` means neither a nor b.
 */
export function conditionOf(where: JsonObject): Condition {
  return { and: terms(where, false) };
}

/**
 * The conditions of an object, which its surroundings join.
 *
 * @param negated - whether each is meant negated; negation goes down to the single comparison (De Morgan), because there it
 * has a meaning of its own for rows below
 */
function terms(where: JsonObject, negated: boolean): Condition[] {
  return Object.entries(where).flatMap(([key, value]): Condition[] => {
    if (value === null) return [];
    const inside = (turned: boolean): Condition[] => objects(value).flatMap((inner) => terms(inner, turned));
    if (key === 'and' || key === 'or') return [combined(key, inside(negated), negated)];
    if (key === 'not') return [combined('and', inside(!negated), negated)];
    return isJsonObject(value) ? fieldTerms(key, value, negated) : [];
  });
}

function fieldTerms(field: string, filter: JsonObject, negated: boolean): Condition[] {
  if (JSON_FIELDS.has(field)) return jsonTerms(field, filter, negated);
  if (CHILD_FIELDS.has(field)) return childTerms(field, filter, negated, (inner) => terms(inner, false));
  // A definition is one row: whoever asks about it twice asks about the same.
  if (field === 'definition') return terms(filter, negated).map((some) => ({ field, some }));
  return Object.entries(filter).flatMap(([key, value]) => comparison(field, key, value, negated));
}

function comparison(field: string, key: string, value: Json, negated: boolean): Condition[] {
  if (isIgnored(key, value)) return [];
  // `error: {message: {equal: …}}` nests.
  if (!isOperator(key)) return isJsonObject(value) ? fieldTerms(`${field}.${key}`, value, negated) : [];
  const condition: Condition = { field, operator: key, value };
  return [negated ? { not: condition } : condition];
}
