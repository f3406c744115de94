import { JqError } from '../errors.js';
import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { kindOf } from './kind.js';
import { utf8Length } from './text.js';
import { writeJson } from './write-json.js';

const MESSAGE_BYTES = 29;

/** The error with that message as its value: what jq's own builtins raise. */
export function fail(message: string): JqError {
  return new JqError(message, message);
}

/** The error that carries any value, with the message that jq prints for it. */
export function raise(value: Json, run: Run): JqError {
  if (typeof value === 'string') return new JqError(value, value);
  return new JqError(value, `(not a string): ${shortJson(value, run)}`);
}

/** A value as error messages show it: its kind and its shortened JSON text. */
export function describe(value: Json, run: Run): string {
  return `${kindOf(value)} (${shortJson(value, run)})`;
}

/** The JSON text of a value, cut to the size of an error message. */
export function shortJson(value: Json, run: Run, limit = MESSAGE_BYTES): string {
  const text = writeJson(value, (work) => run.spend(work), 4 * limit);
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
