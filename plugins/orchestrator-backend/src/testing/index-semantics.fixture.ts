import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldFilter, Filter, NestedFilter } from '@orchestrator/plugin-orchestrator-common';

/** True, false, or unknown: SQL's logic. */
type Truth = boolean | undefined;

/** A row to evaluate filters on. */
export type Row = JsonObject;

const NAMES: { readonly [operator: string]: string } = {
  EQ: 'equal',
  IN: 'in',
  LIKE: 'like',
  IS_NULL: 'isNull',
  GT: 'greaterThan',
  GTE: 'greaterThanEqual',
  LT: 'lessThan',
  LTE: 'lessThanEqual',
  BETWEEN: 'between',
};

const all = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
const any = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(undefined) ? undefined : false;
const negate = (truth: Truth): Truth => (truth === undefined ? undefined : !truth);

/** What a filter of the search API means, straight from its definition (contract 2.2). */
export function filterMatches(filter: Filter, row: Row): Truth {
  if ('filters' in filter) {
    const truths = filter.filters.map((operand) => filterMatches(operand, row));
    return filter.operator === 'OR'
      ? any(truths)
      : filter.operator === 'AND'
        ? all(truths)
        : negate(all(truths));
  }
  return leafMatches(filter, row);
}

function leafMatches(filter: FieldFilter | NestedFilter, row: JsonValue | undefined): Truth {
  const value = member(row, filter.field);
  return 'nested' in filter
    ? leafMatches(filter.nested, value)
    : compare(value, NAMES[filter.operator] ?? '', filter.value);
}

/** What a data index answers for a `where` object (contract 1.4), its flattening included. */
export function whereMatches(where: JsonObject, row: Row): Truth {
  return all(terms(where, row));
}

function terms(where: JsonObject, row: Row): Truth[] {
  return Object.entries(where).map(([key, value]) => {
    switch (key) {
      case 'and':
        return all(objects(value).flatMap((operand) => terms(operand, row)));
      case 'or':
        return any(objects(value).flatMap((operand) => terms(operand, row)));
      case 'not':
        return all(objects(value).flatMap((operand) => terms(operand, row).map(negate)));
      default:
        return fieldTerm(member(row, key), object(value));
    }
  });
}

/** Only the first key of each object counts. */
function fieldTerm(value: JsonValue | undefined, filter: JsonObject): Truth {
  const [key = '', operand = null] = Object.entries(filter)[0] ?? [];
  if (Object.values(NAMES).includes(key)) {
    return Array.isArray(operand) && operand.length === 0 ? true : compare(value, key, operand);
  }
  return fieldTerm(member(value, key), object(operand));
}

function compare(value: JsonValue | undefined, operator: string, operand: unknown): Truth {
  if (operator === 'isNull') {
    return (value === undefined || value === null) === operand;
  }
  if (value === undefined || value === null) {
    return operator === 'in' && Array.isArray(operand) && operand.length === 0 ? false : undefined;
  }
  return compareValues(value, operator, operand);
}

function compareValues(value: JsonValue, operator: string, operand: unknown): boolean {
  const [from, to] = Array.isArray(operand) ? operand : [member(operand, 'from'), member(operand, 'to')];
  switch (operator) {
    case 'equal':
      return value === operand;
    case 'in':
      return Array.isArray(operand) && operand.includes(value);
    case 'like':
      return new RegExp(`^${String(operand).replaceAll('*', '.*')}$`, 's').test(String(value));
    case 'greaterThan':
      return String(value) > String(operand);
    case 'greaterThanEqual':
      return String(value) >= String(operand);
    case 'lessThan':
      return String(value) < String(operand);
    case 'lessThanEqual':
      return String(value) <= String(operand);
    default:
      return String(value) >= String(from) && String(value) <= String(to);
  }
}

function member(value: unknown, name: string): JsonValue | undefined {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

function object(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
}

function objects(value: unknown): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).map(object);
}
