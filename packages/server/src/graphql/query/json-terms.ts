import { isJsonObject } from '@orchestrator/definition';
import type { JsonObject } from '@orchestrator/definition';
import type { Condition } from '@orchestrator/store';
import type { CountParts } from './filter-parts.js';
import { combined, isIgnored, isOperator, objects } from './operators.js';

/**
 * A filter inside JSON (data-index-and-jobs.md 1.4, JSON filter rules): every key below the field is applied; further down
 * only the first key of each object is followed. The first key that names an operator ends the path, so a variable of such
 * a name cannot be reached; `and`, `or` and `not` join filters from there on.
 */
export function jsonTerms(
  field: string,
  filter: JsonObject,
  negated: boolean,
  count: CountParts,
): Condition[] {
  const keys = Object.keys(filter);
  count(keys.length);
  return keys.flatMap((key) => termsAt(field, [], key, filter, negated, count));
}

function termsAt(
  field: string,
  path: readonly string[],
  key: string,
  filter: JsonObject,
  negated: boolean,
  count: CountParts,
): Condition[] {
  const value = filter[key] ?? null;
  if (isIgnored(key, value)) return [];
  const inside = (turned: boolean): Condition[] =>
    objects(value, count).flatMap((inner) => {
      const names = Object.keys(inner);
      count(names.length);
      return names.flatMap((name) => termsAt(field, path, name, inner, turned, count));
    });
  if (key === 'and' || key === 'or') return [combined(key, inside(negated), negated)];
  if (key === 'not') return [combined('and', inside(!negated), negated)];
  if (isOperator(key)) {
    const condition: Condition = { field, path, operator: key, value };
    return [negated ? { not: condition } : condition];
  }
  if (!isJsonObject(value)) return [];
  const keys = Object.keys(value);
  count(keys.length);
  const [first] = keys;
  return first === undefined ? [] : termsAt(field, [...path, key], first, value, negated, count);
}
