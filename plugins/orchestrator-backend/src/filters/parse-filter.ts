import { InputError } from '@backstage/errors';
import type {
  FieldFilter,
  FieldFilterOperator,
  FieldFilterValue,
  Filter,
  LogicalFilter,
  NestedFilter,
} from '@orchestrator/plugin-orchestrator-common';
import { asObject, field, text } from '../client/fields';
import { SEARCH_LIMITS } from './limits';

const OPERATORS: readonly FieldFilterOperator[] = [
  'EQ',
  'GT',
  'GTE',
  'LT',
  'LTE',
  'IN',
  'IS_NULL',
  'LIKE',
  'BETWEEN',
];
const LOGICAL: readonly LogicalFilter['operator'][] = ['AND', 'OR', 'NOT'];

/**
 * Reads a filter of the search API (contract 2.2) from a request body.
 *
 * @throws InputError that names what does not fit
 */
export function parseFilter(value: unknown): Filter {
  return new Parser().filter(value, 'filters', 1);
}

class Parser {
  #conditions = 0;

  filter(value: unknown, at: string, depth: number): Filter {
    if (asObject(value) === undefined) {
      throw new InputError(`${at} must be an object.`);
    }
    if (depth > SEARCH_LIMITS.depth) {
      throw new InputError(`${at} is nested more than ${SEARCH_LIMITS.depth} levels deep.`);
    }
    if (field(value, 'filters') !== undefined) {
      return this.#logical(value, at, depth);
    }
    return field(value, 'nested') === undefined ? this.#leaf(value, at) : this.#nested(value, at, depth);
  }

  #logical(value: unknown, at: string, depth: number): LogicalFilter {
    const operator = LOGICAL.find((known) => known === field(value, 'operator'));
    const filters = field(value, 'filters');
    if (operator === undefined) {
      throw new InputError(`${at}.operator must be AND, OR or NOT.`);
    }
    if (!Array.isArray(filters)) {
      throw new InputError(`${at}.filters must be a list of filters.`);
    }
    return {
      operator,
      filters: filters.map((item, index) => this.filter(item, `${at}.filters[${index}]`, depth + 1)),
    };
  }

  #nested(value: unknown, at: string, depth: number): NestedFilter {
    const nested = this.filter(field(value, 'nested'), `${at}.nested`, depth + 1);
    if ('filters' in nested) {
      throw new InputError(`${at}.nested must be a condition on one field.`);
    }
    return { field: fieldName(value, at), nested };
  }

  #leaf(value: unknown, at: string): FieldFilter {
    this.#conditions += 1;
    if (this.#conditions > SEARCH_LIMITS.conditions) {
      throw new InputError(`filters has more than ${SEARCH_LIMITS.conditions} conditions.`);
    }
    const operator = OPERATORS.find((known) => known === field(value, 'operator'));
    if (operator === undefined) {
      throw new InputError(`${at}.operator must be one of ${OPERATORS.join(', ')}.`);
    }
    return { field: fieldName(value, at), operator, value: operand(field(value, 'value'), operator, at) };
  }
}

function fieldName(value: unknown, at: string): string {
  const name = text(value, 'field');
  if (name === undefined || name === '') {
    throw new InputError(`${at}.field must be the name of a field.`);
  }
  return name;
}

function operand(value: unknown, operator: FieldFilterOperator, at: string): FieldFilterValue {
  if (operator === 'IN' || operator === 'BETWEEN') {
    return list(value, operator, at);
  }
  if (!isScalar(value)) {
    throw new InputError(`${at}.value must be a string, a number or a boolean.`);
  }
  return value;
}

function list(
  value: unknown,
  operator: 'IN' | 'BETWEEN',
  at: string,
): readonly (string | number | boolean)[] {
  if (!Array.isArray(value) || !value.every(isScalar)) {
    throw new InputError(`${at}.value must be a list of strings, numbers or booleans.`);
  }
  if (operator === 'BETWEEN' && value.length !== 2) {
    throw new InputError(`${at}.value must be a list of two values, from and to.`);
  }
  if (value.length > SEARCH_LIMITS.values) {
    throw new InputError(`${at}.value has more than ${SEARCH_LIMITS.values} values.`);
  }
  return value;
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
}
