import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldFilter, Filter, NestedFilter } from '@orchestrator/plugin-orchestrator-common';
import { allOf, anyOf, not, type Condition } from './conditions';
import { comparison, jsonComparison } from './comparison';

/** Names that end a path inside a JSON column, so that no variable can be reached under them (contract 1.4). */
const RESERVED = new Set([
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
  'and',
  'or',
  'not',
]);

/**
 * Turns a filter of the search API into a condition of the data index.
 *
 * @param fields the input type's fields with the names of their types
 * @throws InputError for an unknown field, or an operator or value that the field does not take
 */
export function compileFilter(filter: Filter, fields: ReadonlyMap<string, string>): Condition {
  if ('filters' in filter) {
    const operands = filter.filters.map((operand) => compileFilter(operand, fields));
    switch (filter.operator) {
      case 'AND':
        return allOf(operands);
      case 'OR':
        return anyOf(operands);
      case 'NOT':
        return not(allOf(operands));
    }
  }
  return 'nested' in filter ? nestedCondition(filter, fields) : fieldCondition(filter, fields);
}

function fieldCondition(filter: FieldFilter, fields: ReadonlyMap<string, string>): Condition {
  const type = typeOf(filter.field, fields);
  if (type === 'JSON') {
    throw new InputError(`${filter.field} holds an object; use a nested filter for a value inside it.`);
  }
  const compared = comparison(filter, type);
  return typeof compared === 'boolean' ? compared : { [filter.field]: compared };
}

function nestedCondition(filter: NestedFilter, fields: ReadonlyMap<string, string>): Condition {
  if (typeOf(filter.field, fields) !== 'JSON') {
    throw new InputError(`${filter.field} holds a single value; a nested filter cannot look inside it.`);
  }
  const path = [filter.field];
  let inner = filter.nested;
  while ('nested' in inner) {
    path.push(inner.field);
    inner = inner.nested;
  }
  path.push(inner.field);
  const reserved = path.slice(1).find((name) => RESERVED.has(name));
  if (reserved !== undefined) {
    throw new InputError(
      `The data index cannot look up a value with the name ${reserved}, which is an operator.`,
    );
  }
  const compared = jsonComparison(inner);
  return typeof compared === 'boolean' ? compared : wrap(path, compared);
}

function typeOf(name: string, fields: ReadonlyMap<string, string>): string {
  const type = fields.get(name);
  if (type === undefined || name === 'and' || name === 'or' || name === 'not') {
    const known = [...fields.keys()].filter((field) => !RESERVED.has(field));
    throw new InputError(`There is no field ${name} to filter by; known are ${known.join(', ')}.`);
  }
  return type;
}

function wrap(path: readonly string[], value: JsonObject): JsonObject {
  return path.reduceRight<JsonObject>((inner, name) => keyed(name, inner), value);
}

/** Also for the name `__proto__`, which an object literal would not take as a key. */
function keyed(name: string, value: JsonValue): JsonObject {
  return Object.fromEntries([[name, value]]);
}
