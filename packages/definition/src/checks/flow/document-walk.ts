import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';

/** Properties whose value is data, in which no name means anything to the workflow. */
const DATA: ReadonlySet<string> = new Set([
  'arguments',
  'parameters',
  'data',
  'contextAttributes',
  'metadata',
  'constants',
  'dataInputSchema',
  'extensions',
]);

/** Visits every property below a value with its name, outermost first; what stands in data is left out. */
export function walkProperties(cursor: Cursor, visit: (name: string, property: Cursor) => void): void {
  if (Array.isArray(cursor.value)) {
    cursor.value.forEach((_, index) => walkProperties(cursor.get(index), visit));
  } else if (isJsonObject(cursor.value)) {
    for (const name of Object.keys(cursor.value)) {
      const property = cursor.get(name);
      visit(name, property);
      if (!DATA.has(name)) walkProperties(property, visit);
    }
  }
}

/** Visits every text below a value, in data as well. */
export function walkTexts(cursor: Cursor, visit: (text: string, place: Cursor) => void): void {
  const { value } = cursor;
  if (typeof value === 'string') visit(value, cursor);
  else if (Array.isArray(value)) value.forEach((_, index) => walkTexts(cursor.get(index), visit));
  else if (isJsonObject(value)) for (const name of Object.keys(value)) walkTexts(cursor.get(name), visit);
}

/** The texts under a value that is one text or a list of them. */
export function namesAt(cursor: Cursor): Cursor[] {
  const places = Array.isArray(cursor.value) ? cursor.value.map((_, index) => cursor.get(index)) : [cursor];
  return places.filter(({ value }) => typeof value === 'string');
}
