import { isJsonObject } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { Condition, Operator } from '@orchestrator/store';

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

/** Fields whose filter is a path into JSON. */
const JSON_FIELDS = new Set(['variables', 'metadata']);

/**
 * Turns a Data Index `where` object into a condition (data-index-and-jobs.md 1.4). Its lists flatten: `or: [{a, b},
 * {c}]` means a or b or c; `not: {a, b}` means neither a nor b.
 */
export function conditionOf(where: JsonObject): Condition {
  return { and: terms(where) };
}

function terms(where: JsonObject): Condition[] {
  return Object.entries(where).flatMap(([key, value]): Condition[] => {
    if (value === null) return [];
    switch (key) {
      case 'and':
        return [{ and: objects(value).flatMap(terms) }];
      case 'or':
        return [{ or: objects(value).flatMap(terms) }];
      case 'not':
        return [
          {
            and: objects(value)
              .flatMap(terms)
              .map((term) => ({ not: term })),
          },
        ];
      default:
        return isJsonObject(value) ? fieldTerms(key, value) : [];
    }
  });
}

function fieldTerms(field: string, filter: JsonObject): Condition[] {
  if (JSON_FIELDS.has(field)) return jsonTerms(field, filter);
  return Object.entries(filter).flatMap(([key, value]): Condition[] => {
    if (value === null) return [];
    // `error: {message: {equal: …}}` is the one filter that nests.
    if (!isOperator(key)) return isJsonObject(value) ? fieldTerms(`${field}.${key}`, value) : [];
    return [{ field, operator: key, value }];
  });
}

/** Every key below the field is applied; further down only the first key of each object is followed. */
function jsonTerms(field: string, filter: JsonObject): Condition[] {
  return Object.entries(filter).flatMap(([first, below]): Condition[] => {
    const path = [first];
    for (let value: Json = below; isJsonObject(value);) {
      const [entry] = Object.entries(value);
      if (!entry) return [];
      const [key, next] = entry;
      if (isOperator(key)) return next === null ? [] : [{ field, path, operator: key, value: next }];
      path.push(key);
      value = next;
    }
    return [];
  });
}

function isOperator(key: string): key is Operator {
  return OPERATORS.has(key);
}

/** GraphQL takes a single object where a list is declared. */
function objects(value: Json): JsonObject[] {
  return (Array.isArray(value) ? (value as readonly Json[]) : [value]).filter(isJsonObject);
}
