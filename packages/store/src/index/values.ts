import type { Json } from '@orchestrator/definition';
import type { Operator } from '../data-index.js';
import { InvalidQueryError } from '../errors.js';

/** Most values in the list of `in`, `containsAll` and `containsAny`. */
export const maxListLength = 1000;

/** The SQL of the operators that order values. */
export const orderOperators: ReadonlyMap<Operator, string> = new Map([
  ['greaterThan', '>'],
  ['greaterThanEqual', '>='],
  ['lessThan', '<'],
  ['lessThanEqual', '<='],
]);

/** @throws InvalidQueryError when the value is no text */
export function textValue(value: Json, what: string): string {
  if (typeof value === 'string') return value;
  throw new InvalidQueryError(`${what} needs a text.`);
}

/** @throws InvalidQueryError when the value is no list of texts */
export function textValues(value: Json, what: string): string[] {
  return listValue(value, what).map((element) => textValue(element, what));
}

/** @throws InvalidQueryError when the value is no list, or too long a one */
export function listValue(value: Json, what: string): readonly Json[] {
  if (!isList(value)) throw new InvalidQueryError(`${what} needs a list.`);
  if (value.length > maxListLength)
    throw new InvalidQueryError(`${what} takes up to ${maxListLength} values.`);
  return value;
}

/** @throws InvalidQueryError when the value is no time in milliseconds since 1970 */
export function timeValue(value: Json, what: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InvalidQueryError(`${what} needs a time in milliseconds since 1970.`);
}

/** @throws InvalidQueryError when the value is no number */
export function numberValue(value: Json, what: string): number {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InvalidQueryError(`${what} needs a number.`);
}

/** @throws InvalidQueryError when the value is no list of numbers */
export function numberValues(value: Json, what: string): number[] {
  return listValue(value, what).map((element) => numberValue(element, what));
}

/** @throws InvalidQueryError when the value is neither true nor false */
export function booleanValue(value: Json, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new InvalidQueryError(`${what} needs true or false.`);
}

/** The two ends of `between`. @throws InvalidQueryError when one is missing */
export function rangeValue(value: Json, what: string): { readonly from: Json; readonly to: Json } {
  if (typeof value === 'object' && value !== null && !isList(value)) {
    const { from = null, to = null } = value;
    if (from !== null && to !== null) return { from, to };
  }
  throw new InvalidQueryError(`${what} needs {from, to}.`);
}

/** SQL's `like` with `*` for any text, as the data index has it; `%` and `_` work too. */
export function likePattern(value: Json, what: string): string {
  return textValue(value, what).replaceAll('*', '%');
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
