import type { Cursor } from '../document/cursor.js';

/**
 * The number under a cursor, also where it is written as text; undefined when there is none.
 *
 * @param expected - what it has to be, for the finding about anything else
 */
export function numberAt(
  cursor: Cursor,
  expected: string,
  fits: (value: number) => boolean,
): number | undefined {
  if (!cursor.exists) return undefined;
  const { value } = cursor;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  if (typeof number === 'number' && Number.isFinite(number) && fits(number)) return number;
  const name = cursor.pointer.slice(cursor.pointer.lastIndexOf('/') + 1);
  cursor.error('bad-number', `"${name}" must be ${expected}.`);
  return undefined;
}
