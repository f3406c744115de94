import type { Reader } from './reader.js';
import { RegexSyntaxError } from './nodes.js';

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, v: 11, f: 12, r: 13, a: 7, e: 27 };

/** The character that an escape stands for, after its backslash: `\n`, `\x41`, `\x{1F600}`, `\012`, `\u00e9`, `\.`. */
export function escapedCharacter(reader: Reader): number {
  const letter = reader.next();
  if (letter === '') throw new RegexSyntaxError('end pattern at escape');
  const control = Object.hasOwn(CONTROLS, letter) ? CONTROLS[letter] : undefined;
  if (control !== undefined) return control;
  if (letter === 'x') return hexadecimal(reader);
  if (letter === 'u') return fromDigits(reader.while(/[\da-fA-F]/, 4), 16, 4);
  if (letter === 'c') return (reader.next().codePointAt(0) ?? 0) & 0x1f;
  if (/[0-7]/.test(letter)) return Number.parseInt(letter + reader.while(/[0-7]/, 2), 8);
  return letter.codePointAt(0) ?? 0;
}

function hexadecimal(reader: Reader): number {
  if (!reader.take('{')) return Number.parseInt(reader.while(/[\da-fA-F]/, 2) || '0', 16);
  const point = fromDigits(reader.until('}', 'invalid code point value'), 16, 1);
  if (point > 0x10ffff) throw new RegexSyntaxError('invalid code point value');
  return point;
}

function fromDigits(digits: string, base: number, least: number): number {
  if (digits.length < least || digits.length > 8 || !/^[\da-fA-F]+$/.test(digits)) {
    throw new RegexSyntaxError('too short escape sequence');
  }
  return Number.parseInt(digits, base);
}
