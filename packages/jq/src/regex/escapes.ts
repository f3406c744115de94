import { fromUtf8, toUtf8 } from '../builtins/utf8.js';
import { RegexSyntaxError } from './nodes.js';
import type { Reader } from './reader.js';

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/** What no character is: a byte that belongs to no UTF-8 text, or a number beyond Unicode. */
export const NO_CHARACTER = -1;

/** The character that an escape stands for, after its backslash: `\n`, `\x41`, `\012`, `\cA`, `\.`. */
export function escapedCharacter(reader: Reader): number {
  const letter = reader.next();
  if (letter === '') throw new RegexSyntaxError('end pattern at escape');
  const control = Object.hasOwn(CONTROLS, letter) ? CONTROLS[letter] : undefined;
  if (control !== undefined) return control;
  if (letter === 'x') return hexadecimal(reader);
  if (letter === 'c') return controlCharacter(reader);
  if (/[0-7]/.test(letter)) return byte(Number.parseInt(letter + reader.while(/[0-7]/, 2), 8), reader);
  return letter.codePointAt(0) ?? 0;
}

function controlCharacter(reader: Reader): number {
  const letter = reader.next();
  if (letter === '') throw new RegexSyntaxError('end pattern at control');
  return (letter.codePointAt(0) ?? 0) & 0x1f;
}

/** `\xHH` is a byte; without digits it is the letter x. */
function hexadecimal(reader: Reader): number {
  const digits = reader.while(/[\da-fA-F]/, 2);
  return digits === '' ? 0x78 : byte(Number.parseInt(digits, 16), reader);
}

/** A byte, with those after it that make a character together. */
function byte(first: number, reader: Reader): number {
  if (first < 0x80) return first;
  if (first < 0xc0) throw new RegexSyntaxError('invalid code point value');
  const bytes = [first];
  const length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
  while (bytes.length < length && reader.take('\\x'))
    bytes.push(Number.parseInt(reader.while(/[\da-fA-F]/, 2), 16));
  const text = fromUtf8(bytes);
  const isCharacter = Array.from(text).length === 1 && toUtf8(text).join() === bytes.join();
  return isCharacter ? (text.codePointAt(0) ?? NO_CHARACTER) : NO_CHARACTER;
}

/** Code points from one to another. */
export type PointRange = readonly [number, number];

const CODES: readonly { readonly opening: string; readonly digits: RegExp; readonly base: number }[] = [
  { opening: '\\x{', digits: /[\da-fA-F]/, base: 16 },
  { opening: '\\o{', digits: /[0-7]/, base: 8 },
];

/**
 * Code points in braces, `\x{61}`, `\x{61 62}` and inside a class `\x{61-63}`; null when no such escape comes next
 * (then nothing is taken).
 */
export function bracedPoints(reader: Reader, inClass: boolean): readonly PointRange[] | null {
  for (const { opening, digits, base } of CODES) {
    if (!reader.take(opening)) continue;
    if (!digits.test(reader.peek())) {
      reader.back(opening.length);
      continue;
    }
    const ranges: PointRange[] = [];
    do {
      const start = point(reader, digits, base);
      const end = inClass && reader.take('-') ? point(reader, digits, base) : start;
      if (end < start) throw new RegexSyntaxError('empty range in char class');
      ranges.push([start, end]);
    } while (reader.take(' '));
    if (!reader.take('}')) throw new RegexSyntaxError('invalid code point value');
    return ranges;
  }
  return null;
}

function point(reader: Reader, digits: RegExp, base: number): number {
  const written = reader.while(digits);
  if (written === '') throw new RegexSyntaxError('invalid code point value');
  if (written.length > (base === 16 ? 8 : 11)) throw new RegexSyntaxError('too long wide-char value');
  return Number.parseInt(written, base);
}
