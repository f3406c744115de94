import type { Cursor } from '../document/cursor.js';
import { nearestName } from '../nearest-name.js';

/** Notes that there is no such type of state or function, with the one that was probably meant. */
export function reportUnknownType(cursor: Cursor, type: string, known: Iterable<string>): void {
  const names = [...known];
  const nearest = nearestName(type, names);
  const advice = nearest === undefined ? `use one of ${names.join(', ')}.` : `did you mean "${nearest}"?`;
  cursor.error('unknown-type', `"${type}" is no type; ${advice}`);
}
