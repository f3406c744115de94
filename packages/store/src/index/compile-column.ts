import type { Json } from '@orchestrator/definition';
import type { Operator } from '../data-index.js';
import { InvalidQueryError } from '../errors.js';
import { stateNumber } from '../rows/state-number.js';
import { columnSql } from './fields.js';
import type { ColumnField } from './fields.js';
import type { Parameters } from './parameters.js';
import {
  booleanValue,
  likePattern,
  numberValue,
  numberValues,
  orderOperators,
  rangeValue,
  textValue,
  textValues,
  timeValue,
} from './values.js';

/** A comparison with a field that has no inside. @throws InvalidQueryError when field, operator and value do not fit */
export function columnComparison(
  name: string,
  field: ColumnField,
  operator: Operator,
  value: Json,
  parameters: Parameters,
): string {
  const comparison = compilers[field.kind]({
    sql: columnSql(field, parameters),
    implied: field.implied,
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
  readonly implied: ColumnField['implied'];
  readonly operator: Operator;
  readonly value: Json;
  readonly parameters: Parameters;
  /** What the value is for, in messages. */
  readonly what: string;
}

/** Answers undefined when the kind of field does not have the operator (contract data-index-and-jobs 1.4). */
type Compiler = (comparison: Comparison) => string | undefined;

const compilers: { readonly [kind in ColumnField['kind']]: Compiler } = {
  text({ sql, implied, operator, value, parameters, what }) {
    const also = (texts: readonly string[]): string =>
      implied === undefined ? '' : ` and ${implied(texts, parameters)}`;
    const order = orderOperators.get(operator);
    if (order !== undefined) return `(${sql} ${order} ${parameters.add(textValue(value, what), 'text')})`;
    switch (operator) {
      case 'equal': {
        const text = textValue(value, what);
        return `(${sql} = ${parameters.add(text, 'text')}${also([text])})`;
      }
      case 'in': {
        const texts = textValues(value, what);
        return `(${sql} = any(${parameters.add(texts, 'text[]')})${also(texts)})`;
      }
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
    const at = (milliseconds: number): string =>
      `to_timestamp(${parameters.add(milliseconds, 'float8')} / 1000)`;
    // Stored times may be finer than a millisecond; comparisons are exact to the millisecond (rule 10). The column stands
    // alone, so that an index on it can serve.
    const from = (time: Json): string => `${sql} >= ${at(Math.ceil(timeValue(time, what)))}`;
    const before = (time: Json): string => `${sql} < ${at(Math.ceil(timeValue(time, what)))}`;
    const after = (time: Json): string => `${sql} >= ${at(Math.floor(timeValue(time, what)) + 1)}`;
    const upTo = (time: Json): string => `${sql} < ${at(Math.floor(timeValue(time, what)) + 1)}`;
    switch (operator) {
      case 'equal':
        return `(${from(value)} and ${upTo(value)})`;
      case 'greaterThan':
        return `(${after(value)})`;
      case 'greaterThanEqual':
        return `(${from(value)})`;
      case 'lessThan':
        return `(${before(value)})`;
      case 'lessThanEqual':
        return `(${upTo(value)})`;
      case 'between': {
        const range = rangeValue(value, what);
        return `(${from(range.from)} and ${upTo(range.to)})`;
      }
      case 'isNull':
        return isNull(sql, booleanValue(value, what));
      default:
        return undefined;
    }
  },

  number({ sql, operator, value, parameters, what }) {
    const number = (bound: Json): string => parameters.add(numberValue(bound, what), 'float8');
    const order = orderOperators.get(operator);
    if (order !== undefined) return `(${sql} ${order} ${number(value)})`;
    switch (operator) {
      case 'equal':
        return `(${sql} = ${number(value)})`;
      case 'in':
        return `(${sql} in (${numberValues(value, what).map(number).join(', ')}))`;
      case 'isNull':
        return isNull(sql, booleanValue(value, what));
      case 'between': {
        const { from, to } = rangeValue(value, what);
        return `(${sql} between ${number(from)} and ${number(to)})`;
      }
      default:
        return undefined;
    }
  },

  boolean({ sql, operator, value, what }) {
    if (operator === 'equal') return `(${sql} = ${String(booleanValue(value, what))})`;
    return operator === 'isNull' ? isNull(sql, booleanValue(value, what)) : undefined;
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
