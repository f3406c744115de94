import type { Json } from '@orchestrator/definition';
import type { Operator } from '../data-index.js';
import { InvalidQueryError } from '../errors.js';
import { stateNumber } from '../rows/state-number.js';
import type { Field, JsonField } from './fields.js';
import type { Parameters } from './parameters.js';
import {
  booleanValue,
  likePattern,
  orderOperators,
  rangeValue,
  textValue,
  textValues,
  timeValue,
} from './values.js';

type ColumnField = Exclude<Field, JsonField>;

/** A comparison with a field that has no inside. @throws InvalidQueryError when field, operator and value do not fit */
export function columnComparison(
  name: string,
  field: ColumnField,
  operator: Operator,
  value: Json,
  parameters: Parameters,
): string {
  const comparison = compilers[field.kind]({
    sql: field.sql,
    operator,
    value,
    parameters,
    what: `${name}.${operator}`,
  });
  if (comparison === undefined) throw new InvalidQueryError(`The field ${name} has no operator ${operator}.`);
  return comparison;
}

interface Comparison {
  readonly sql: string;
  readonly operator: Operator;
  readonly value: Json;
  readonly parameters: Parameters;
  /** What the value is for, in messages. */
  readonly what: string;
}

/** Answers undefined when the kind of field does not have the operator (contract data-index-and-jobs 1.4). */
type Compiler = (comparison: Comparison) => string | undefined;

const compilers: { readonly [kind in ColumnField['kind']]: Compiler } = {
  text({ sql, operator, value, parameters, what }) {
    switch (operator) {
      case 'equal':
        return `(${sql} = ${parameters.add(textValue(value, what), 'text')})`;
      case 'in':
        return `(${sql} = any(${parameters.add(textValues(value, what), 'text[]')}))`;
      case 'like':
        return `(${sql} like ${parameters.add(likePattern(value, what), 'text')} escape '')`;
      case 'isNull':
        return isNull(sql, booleanValue(value, what));
      default:
        return undefined;
    }
  },

  state({ sql, operator, value, parameters, what }) {
    const number = (state: Json): string => parameters.add(stateValue(state, what), 'int');
    if (operator === 'equal') return `(${sql} = ${number(value)})`;
    if (operator === 'in') return `(${sql} in (${textValues(value, what).map(number).join(', ')}))`;
    return undefined;
  },

  time({ sql, operator, value, parameters, what }) {
    const time = (at: Json): string =>
      `to_timestamp(${parameters.add(timeValue(at, what), 'float8')} / 1000)`;
    // Stored times may be finer than a millisecond; comparisons are exact to the millisecond (rule 10).
    const stored = `date_trunc('milliseconds', ${sql})`;
    const order = orderOperators.get(operator);
    if (order !== undefined) return `(${stored} ${order} ${time(value)})`;
    if (operator === 'equal') return `(${stored} = ${time(value)})`;
    if (operator === 'isNull') return isNull(sql, booleanValue(value, what));
    if (operator !== 'between') return undefined;
    const { from, to } = rangeValue(value, what);
    return `(${stored} between ${time(from)} and ${time(to)})`;
  },

  texts({ sql, operator, value, parameters, what }) {
    switch (operator) {
      case 'contains':
        return `(${sql} ? ${parameters.add(textValue(value, what), 'text')})`;
      case 'containsAll':
        return `(${sql} ?& ${parameters.add(textValues(value, what), 'text[]')})`;
      case 'containsAny':
        return `(${sql} ?| ${parameters.add(textValues(value, what), 'text[]')})`;
      case 'isNull':
        return `(jsonb_array_length(${sql}) ${booleanValue(value, what) ? '=' : '>'} 0)`;
      default:
        return undefined;
    }
  },
};

function isNull(sql: string, expected: boolean): string {
  return `(${sql} is ${expected ? '' : 'not '}null)`;
}

function stateValue(value: Json, what: string): number {
  const number = stateNumber(textValue(value, what));
  if (number === undefined)
    throw new InvalidQueryError(`${what} needs the name of a state, not ${JSON.stringify(value)}.`);
  return number;
}
