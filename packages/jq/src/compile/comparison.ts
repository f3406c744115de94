import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { COMPARISON, type ComparisonOperator } from '../value/arithmetic.js';
import type { Fields } from './fields.js';
import { field } from './fields.js';
import type { One } from './code.js';

/** A comparison with a constant on the right, `.price > 10`; null when there is no shorter way than the general one. */
export function compareWithConstant(
  operator: ComparisonOperator,
  left: One,
  fields: Fields | undefined,
  value: Json,
): One | null {
  if (operator === '==' || operator === '!=')
    return typeof value === 'object' && value !== null
      ? null
      : equality(operator === '==', left, fields, value);
  return typeof value === 'number' && !Number.isNaN(value) ? order(operator, left, fields, value) : null;
}

/** The only name that is read of the input itself, or null. */
function onlyName(fields: Fields | undefined): string | null {
  return fields?.base === null && fields.names.length === 1 ? (fields.names[0] ?? null) : null;
}

function equality(wanted: boolean, left: One, fields: Fields | undefined, value: Json): One {
  const name = onlyName(fields);
  if (name !== null) return (input, _scope, run) => (field(input, name, run) === value) === wanted;
  return (input, scope, run) => (left(input, scope, run) === value) === wanted;
}

function order(operator: ComparisonOperator, left: One, fields: Fields | undefined, value: number): One {
  const name = onlyName(fields);
  if (name !== null) return (input, _scope, run) => holds(operator, field(input, name, run), value, run);
  return (input, scope, run) => holds(operator, left(input, scope, run), value, run);
}

/** Whether a value compares so with a number; NaN is below every number. */
function holds(operator: ComparisonOperator, a: Json, b: number, run: Run): Json {
  if (typeof a !== 'number') return COMPARISON[operator](a, b, run);
  if (operator === '>') return a > b;
  if (operator === '<') return !(a >= b);
  if (operator === '>=') return a >= b;
  return !(a > b);
}
