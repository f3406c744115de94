import { StoreDataError, StoreDataTooLargeError } from '../errors.js';

/** Deepest nesting of JSON that is stored. PostgreSQL's parsers are recursive; PGlite's dies of what it cannot parse. */
export const maxJsonDepth = 512;
/** Longest JSON text of one value, in characters. */
export const maxJsonLength = 32 * 1024 * 1024;

/**
 * The JSON text of a value that PostgreSQL can store.
 *
 * @throws StoreDataError with `instanceId` when it cannot
 */
export function storableJson(value: unknown, instanceId?: string): string {
  const text = stringify(value, instanceId);
  if (text.length > maxJsonLength) throw new StoreDataTooLargeError(text.length, maxJsonLength, instanceId);
  if (hasUnstorableCharacter(text)) {
    throw new StoreDataError(
      'A text holds the character \\u0000 or half of a surrogate pair, which PostgreSQL cannot store.',
      instanceId,
    );
  }
  // Depth d needs 2 d characters at least, so the small values, nearly all, are not looked at.
  if (text.length > 2 * maxJsonDepth && depthOf(text) > maxJsonDepth) {
    throw new StoreDataError(`A value is nested deeper than ${maxJsonDepth} levels.`, instanceId);
  }
  return text;
}

function stringify(value: unknown, instanceId: string | undefined): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StoreDataError(
      `A value is nested deeper than ${maxJsonDepth} levels, or too large.`,
      instanceId,
    );
  }
}

/** `JSON.stringify` escapes NUL and lone surrogates, so a look at the escapes finds them; pairs it writes as they are. */
function hasUnstorableCharacter(json: string): boolean {
  return json.includes('\\u') && /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/.test(json);
}

function depthOf(json: string): number {
  let depth = 0;
  let deepest = 0;
  let inString = false;
  for (let position = 0; position < json.length; position++) {
    const character = json[position];
    if (inString) {
      if (character === '\\') position++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth);
    else if (character === ']' || character === '}') depth--;
  }
  return deepest;
}
