import fc from 'fast-check';
import type { Json } from '../index.js';

/** Texts that one part or another of jq treats in its own way. None looks like an array position. */
export const TEXTS: readonly string[] = [
  '',
  'a',
  'b',
  'ab',
  'abc',
  'aXbxc',
  'aab\nab',
  'foo bar',
  ' x\t',
  'a,b, c',
  'é',
  'Äß',
  '日本',
  '😀x',
  'e\u0301',
  '<&\'">',
  'k=v&w',
  '-1.5',
  'nan',
  'true',
  '[1,{"a":null}]',
  'YWJj',
  '%41%zz',
  '2015-03-05T23:51:47Z',
  '__proto__',
  'constructor',
  '\u0000\u007f',
  '\\"',
];

/** The keys of objects. */
export const KEYS: readonly string[] = [
  'a',
  'b',
  'c',
  'key',
  'value',
  'name',
  '__proto__',
  'constructor',
  '',
];

const number = fc.oneof(
  fc.integer({ min: -3, max: 12 }),
  fc.constantFrom(0.5, 1.25, -2.5, 3.999, 65, 255, 1000, 1425599621, 4294967296),
);

const scalar = fc.oneof(fc.constantFrom(null, true, false), number, number, fc.constantFrom(...TEXTS));

/** Any JSON value: small, but with everything in it. */
export const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 3 },
    scalar,
    fc.array(tie('json'), { maxLength: 4 }),
    fc
      .uniqueArray(fc.tuple(fc.constantFrom(...KEYS), tie('json')), {
        maxLength: 4,
        selector: ([key]) => key,
      })
      .map((entries) => Object.fromEntries(entries)),
    fc.array(number, { maxLength: 5 }),
    fc.array(fc.constantFrom(...TEXTS), { maxLength: 4 }),
  ),
}));

/** A JSON value as a program's constant. */
export function asProgram(value: Json): string {
  return JSON.stringify(value);
}
