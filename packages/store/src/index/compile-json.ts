import type { Json } from '@orchestrator/definition';
import { storableJson } from '../commit/storable.js';
import type { Operator } from '../data-index.js';
import { InvalidQueryError, StoreDataError } from '../errors.js';
import type { JsonField } from './fields.js';
import type { Parameters } from './parameters.js';
import {
  booleanValue,
  likePattern,
  listValue,
  orderOperators,
  rangeValue,
  textValue,
  textValues,
} from './values.js';

/** Longest path into a JSON field. */
export const maxPathLength = 64;

/**
 * A comparison with a value inside a JSON field (contract data-index-and-jobs 1.4, JSON filter rules).
 *
 * A text is compared with the text form of what is found, in the order of its code points whatever the database's
 * locale; any other value is compared as JSON, in PostgreSQL's order of jsonb.
 */
export function jsonComparison(
  field: JsonField,
  path: readonly string[],
  operator: Operator,
  value: Json,
  parameters: Parameters,
): string {
  if (path.length > maxPathLength) throw new InvalidQueryError(`A path may have ${maxPathLength} keys.`);
  const [only, ...rest] = path;
  const column = only === undefined || rest.length > 0 ? undefined : field.columns.get(only);
  if (column !== undefined && operator === 'equal' && typeof value === 'string') {
    return `(${column} = ${parameters.add(value, 'text')})`;
  }
  const target = path.length === 0 ? field.sql : field.at(path, (keys) => parameters.add(keys, 'text[]'));
  return compare(target, operator, value, parameters, `${path.join('.')}.${operator}`);
}

function compare(
  target: string,
  operator: Operator,
  value: Json,
  parameters: Parameters,
  what: string,
): string {
  const order = orderOperators.get(operator);
  if (order !== undefined) return ordered(target, order, value, parameters);
  switch (operator) {
    case 'equal':
      return ordered(target, '=', value, parameters);
    case 'in': {
      const options = listValue(value, what).map((option) => ordered(target, '=', option, parameters));
      return `(${options.join(' or ')})`;
    }
    case 'between': {
      const { from, to } = rangeValue(value, what);
      return `(${ordered(target, '>=', from, parameters)} and ${ordered(target, '<=', to, parameters)})`;
    }
    case 'like':
      return `(${textOf(target)} like ${parameters.add(likePattern(value, what), 'text')} escape '')`;
    case 'contains':
      return `(${target} ? ${parameters.add(textValue(value, what), 'text')})`;
    case 'containsAll':
      return `(${target} ?& ${parameters.add(textValues(value, what), 'text[]')})`;
    case 'containsAny':
      return `(${target} ?| ${parameters.add(textValues(value, what), 'text[]')})`;
    case 'isNull':
      return `(${target} is ${booleanValue(value, what) ? '' : 'not '}null)`;
    default:
      throw new InvalidQueryError(`There is no operator ${String(operator)}.`);
  }
}

function ordered(target: string, operator: string, value: Json, parameters: Parameters): string {
  if (typeof value === 'string') {
    return `(${textOf(target)} collate "C" ${operator} ${parameters.add(value, 'text')})`;
  }
  return `(${target} ${operator} ${parameters.add(jsonText(value), 'jsonb')})`;
}

function textOf(target: string): string {
  return `(${target} #>> '{}')`;
}

function jsonText(value: Json): string {
  try {
    return storableJson(value);
  } catch (error) {
    throw error instanceof StoreDataError ? new InvalidQueryError(error.message) : error;
  }
}
