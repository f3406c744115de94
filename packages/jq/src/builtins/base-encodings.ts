import type { Run } from '../run.js';
import { describe, fail } from '../value/describe.js';
import { fromUtf8, toUtf8 } from './utf8.js';

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function encode(text: string, alphabet: string, bits: number, group: number): string {
  let result = '';
  let buffer = 0;
  let held = 0;
  for (const byte of toUtf8(text)) {
    buffer = ((buffer << 8) | byte) & 0xffff;
    held += 8;
    while (held >= bits) {
      held -= bits;
      result += alphabet[(buffer >> held) & (2 ** bits - 1)] ?? '';
    }
  }
  if (held > 0) result += alphabet[(buffer << (bits - held)) & (2 ** bits - 1)] ?? '';
  return result.padEnd(Math.ceil(result.length / group) * group, '=');
}

/** The bytes that digits stand for; null when a character is none. */
function decode(text: string, alphabet: string, bits: number): number[] | null {
  const bytes: number[] = [];
  let buffer = 0;
  let held = 0;
  for (const character of text) {
    const digit = alphabet.indexOf(character);
    if (digit < 0) return null;
    buffer = ((buffer << bits) | digit) & 0xffff;
    held += bits;
    if (held >= 8) {
      held -= 8;
      bytes.push((buffer >> held) & 0xff);
    }
  }
  return bytes;
}

/** `@base64` */
export function encodeBase64(text: string): string {
  return encode(text, BASE64, 6, 4);
}

/** `@base64d`: reads up to the padding; fails when the text has other characters or ends within a byte. */
export function decodeBase64(text: string, run: Run): string {
  const [digits = ''] = text.split('=', 1);
  const bytes = decode(digits, BASE64, 6);
  if (bytes === null) throw fail(`${describe(text, run)} is not valid base64 data`);
  if (digits.length % 4 === 1) throw fail(`${describe(text, run)} trailing base64 byte found`);
  return fromUtf8(bytes);
}

/** `@base32` */
export function encodeBase32(text: string): string {
  return encode(text, BASE32, 5, 8);
}

/** `@base32d` */
export function decodeBase32(text: string, run: Run): string {
  const bytes = decode(text.replace(/=+$/, ''), BASE32, 5);
  if (bytes === null) throw fail(`${describe(text, run)} is not valid base32 data`);
  return fromUtf8(bytes);
}
