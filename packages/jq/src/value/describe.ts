import { JqError } from '../errors.js';
import type { Json } from '../json.js';
import { kindOf } from './kind.js';
import { utf8Length } from './text.js';
import { writeJson } from './write-json.js';

const MESSAGE_BYTES = 29;

/** The error with that message as its value: what jq's own builtins raise. */
export function fail(message: string): JqError {
  return new JqError(message, message);
}

/** The error that carries any value, with the message that jq prints for it. */
export function raise(value: Json): JqError {
  if (typeof value === 'string') return new JqError(value, value);
  const text = shortJson(value);
  return new JqError(
    value,
    kindOf(value) === 'object' || kindOf(value) === 'array'
      ? `(not a string): ${text}`
      : `${kindOf(value)} (${text}) not a string`,
  );
}

/** A value as error messages show it: its kind and its shortened JSON text. */
export function describe(value: Json): string {
  return `${kindOf(value)} (${shortJson(value)})`;
}

/** The JSON text of a value, cut to the size of an error message. */
export function shortJson(value: Json, limit = MESSAGE_BYTES): string {
  const text = writeJson(value, () => undefined, 4 * limit);
  if (utf8Length(text.slice(0, limit + 1)) <= limit && text.length <= limit) return text;
  const closing = { string: '"', array: ']', object: '}' }[String(kindOf(value))] ?? '';
  const room = limit - 3 - closing.length;
  let kept = '';
  for (const character of text) {
    if (utf8Length(kept) + utf8Length(character) > room) break;
    kept += character;
  }
  return `${kept}...${closing}`;
}
