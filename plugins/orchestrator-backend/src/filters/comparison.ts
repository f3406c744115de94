import { InputError } from '@backstage/errors';
import type { JsonObject, JsonValue } from '@backstage/types';
import {
  WORKFLOW_RUN_STATUSES,
  type FieldFilter,
  type FieldFilterOperator,
} from '@orchestrator/plugin-orchestrator-common';

type Scalar = string | number | boolean;

/** Operators that each input type takes (contract 2.2). */
const OPERATORS: { readonly [type: string]: readonly FieldFilterOperator[] } = {
  StringArgument: ['IN', 'LIKE', 'IS_NULL', 'EQ'],
  IdArgument: ['IN', 'IS_NULL', 'EQ'],
  DateArgument: ['IS_NULL', 'EQ', 'GT', 'GTE', 'LT', 'LTE', 'BETWEEN'],
  ProcessInstanceStateArgument: ['EQ', 'IN'],
};

const NAMES = {
  EQ: 'equal',
  LIKE: 'like',
  GT: 'greaterThan',
  GTE: 'greaterThanEqual',
  LT: 'lessThan',
  LTE: 'lessThanEqual',
} as const;

/**
 * The comparison of a filter on a plain field of this input type.
 *
 * @throws InputError for an operator or a value that the type does not take
 */
export function comparison(filter: FieldFilter, type: string): JsonObject | boolean {
  const operators = Object.hasOwn(OPERATORS, type) ? OPERATORS[type] : undefined;
  if (operators === undefined) {
    throw new InputError(`The field ${filter.field} cannot be filtered by.`);
  }
  if (!operators.includes(filter.operator)) {
    throw new InputError(
      `${filter.operator} does not apply to the field ${filter.field}; use one of ${operators.join(', ')}.`,
    );
  }
  return compare(filter, (value) => convert(filter.field, type, value));
}

/** The comparison of a filter on a value inside a JSON field; values keep their JSON types. */
export function jsonComparison(filter: FieldFilter): JsonObject | boolean {
  return compare(filter, (value) => value);
}

function compare(filter: FieldFilter, convertValue: (value: Scalar) => JsonValue): JsonObject | boolean {
  const values = [filter.value]
    .flat()
    .map((value) => (filter.operator === 'IS_NULL' ? value : convertValue(value)));
  switch (filter.operator) {
    case 'IS_NULL':
      return { isNull: [true, 'true', 1].some((yes) => yes === filter.value) };
    case 'IN':
      // An index ignores an empty list, which would match everything (contract 1.4 rule 7).
      return values.length > 0 && { in: values };
    case 'BETWEEN':
      return { between: { from: values[0], to: values[1] } };
    default:
      return { [NAMES[filter.operator]]: values[0] };
  }
}

function convert(field: string, type: string, value: Scalar): JsonValue {
  switch (type) {
    case 'DateArgument':
      return date(field, value);
    case 'ProcessInstanceStateArgument':
      return state(field, value);
    default:
      return String(value);
  }
}

/** A time as the index takes it: with an offset; without one UTC is meant (contract 1.3). */
function date(field: string, value: Scalar): string {
  const parts =
    /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
      String(value),
    );
  const time = parts ? Date.parse(`${parts[1]}T${parts[2] ?? '00:00'}${parts[3] ?? 'Z'}`) : NaN;
  if (Number.isNaN(time)) {
    throw new InputError(`${field} is compared with ${value}, which is not a time in ISO 8601.`);
  }
  return new Date(time).toISOString();
}

function state(field: string, value: Scalar): string {
  const known = WORKFLOW_RUN_STATUSES.map((status) => status.value);
  const found = known.find((name) => name === value);
  if (found === undefined) {
    throw new InputError(`${field} is compared with ${value}; it is one of ${known.join(', ')}.`);
  }
  return found;
}
