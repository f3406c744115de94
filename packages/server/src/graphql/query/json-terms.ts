import { isJsonObject } from '@orchestrator/definition';
import type { JsonObject } from '@orchestrator/definition';
import type { Condition } from '@orchestrator/store';
import { combined, isIgnored, isOperator, objects } from './operators.js';

/**
 * A filter inside JSON (data-index-and-jobs.md 1.4, JSON filter rules): every key below the field is applied; further down
 * only the first key of each object is followed. The first key that names an operator ends the path, so a variable of such
 * a name cannot be reached; `and`, `or` and `not` join filters from there on.
 */
export function jsonTerms(field: string, filter: JsonObject, negated: boolean): Condition[] {
  return Object.keys(filter).flatMap((key) => termsAt(field, [], key, filter, negated));
}

function termsAt(
  field: string,
  path: readonly string[],
  key: string,
  filter: JsonObject,
  negated: boolean,
): Condition[] {
  const value = filter[key] ?? null;
  if (isIgnored(key, value)) return [];
  const inside = (turned: boolean): Condition[] =>
    objects(value).flatMap((inner) =>
      Object.keys(inner).flatMap((name) => termsAt(field, path, name, inner, turned)),
    );
  if (key === 'and' || key === 'or') return [combined(key, inside(negated), negated)];
  if (key === 'not') return [combined('and', inside(!negated), negated)];
  if (isOperator(key)) {
    const condition: Condition = { field, path, operator: key, value };
    return [negated ? { not: condition } : condition];
  }
  if (!isJsonObject(value)) return [];
  const [first] = Object.keys(value);
  return first === undefined ? [] : termsAt(field, [...path, key], first, value, negated);
}
