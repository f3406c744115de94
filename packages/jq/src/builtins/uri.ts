import type { Run } from '../run.js';
import { describe, fail } from '../value/describe.js';
import { fromUtf8, isUtf8, toUtf8 } from './utf8.js';

const UNRESERVED = /[A-Za-z0-9\-_.~]/;

/** `@uri`: everything but letters, digits and `-_.~` percent-encoded. */
export function encodeUri(text: string): string {
  let result = '';
  for (const character of text) {
    if (UNRESERVED.test(character) && character.length === 1) result += character;
    else
      for (const byte of toUtf8(character)) result += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return result;
}

/** `@urid`: percent-encoded bytes back to text. */
export function decodeUri(text: string, run: Run): string {
  return text.replace(/(?:%[\da-fA-F]{2})+|%/g, (encoded) => {
    const bytes = encoded
      .slice(1)
      .split('%')
      .map((digits) => Number.parseInt(digits, 16));
    if (!isUtf8(bytes)) throw fail(`${describe(text, run)} is not a valid uri encoding`);
    return fromUtf8(bytes);
  });
}
