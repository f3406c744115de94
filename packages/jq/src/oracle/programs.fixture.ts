import fc from 'fast-check';
import { ARRAYS } from './parts/arrays.fixture.js';
import { BOOLEANS } from './parts/booleans.fixture.js';
import { NUMBERS } from './parts/numbers.fixture.js';
import { OBJECTS } from './parts/objects.fixture.js';
import { PATHS } from './parts/paths.fixture.js';
import { STRINGS } from './parts/strings.fixture.js';
import { VALUES } from './parts/values.fixture.js';
import { flags, regex, subject } from './regexes.fixture.js';
import { type Parts, template, templates } from './templates.fixture.js';
import { asProgram, json, KEYS, TEXTS } from './values.fixture.js';

const one = (...texts: readonly string[]) => fc.constantFrom(...texts);
const literals = (values: readonly string[]) => fc.constantFrom(...values).map(asProgram);

/** Dates that are read by their format, and some that do not fit. */
const DATES = [
  ['2015-03-05T23:51:47Z', '%Y-%m-%dT%H:%M:%SZ'],
  ['Thu, 05 Mar 2015', '%a, %d %b %Y'],
  ['2000-02-29 rest', '%Y-%m-%d'],
  ['10 February 1970', '%d %B %Y'],
  ['03/05/15 07:08:09', '%D %T'],
  ['2015-03-05x', '%Y-%m-%d'],
  ['2015-13-05', '%Y-%m-%d'],
  ['12:61 2015-03-05', '%H:%M %Y-%m-%d'],
].map(([text, format]) => `(${JSON.stringify(text)} | strptime(${JSON.stringify(format)}))`);

/** Parts that do not contain programs. */
const WORDS: Parts = {
  LITERAL: json.map(asProgram),
  TEXT: literals(TEXTS),
  KEY: literals(KEYS),
  FIELD: one('a', 'b', 'c', 'key', 'value', '__proto__'),
  SMALL: one('0', '1', '2', '3', '-1', '1.5'),
  COUNT: one('0', '1', '2', '3', '1', '2', '-1', '1.7'),
  VARIABLE: one('$x', '$y', '$z'),
  OPERATOR: one('+', '-', '*', '/', '%'),
  COMPARISON: one('==', '!=', '<', '<=', '>', '>='),
  CHAIN: one('+', '-', '*', '/', '%', '//', 'and', 'or', ',', '|', '==', '<', '|=', '=', '+=', '//='),
  ASSIGN: one('=', '|=', '+=', '-=', '*=', '/=', '%=', '//='),
  MATH: one(
    'floor',
    'ceil',
    'round',
    'trunc',
    'fabs',
    'sqrt',
    'cbrt',
    'rint',
    'logb',
    'significand',
    'frexp | .[0]',
    'modf | .[1]',
    'exp2 | floor',
    'nextafter(.; 0)',
    'remainder(.; 3)',
    'erf | round',
    'lgamma_r | .[1]',
    'jn(3; .) | round',
  ),
  FORMAT: one('@text', '@json', '@html', '@uri', '@urid', '@csv', '@tsv', '@sh', '@base64', '@base64d'),
  REGEX: regex.map(asProgram),
  FLAGS: flags.map(asProgram),
  SUBJECT: subject.map(asProgram),
  SECONDS: one(
    '0',
    '1425599621',
    '-1',
    '1425599621.678',
    '951782400',
    '10000000000',
    '-10000000000',
    '86399.5',
    '253402300799',
  ),
  DATE: literals(['2015-03-05T23:51:47Z', '1999-12-31T00:00:00Z', 'x', '2015-03-05']),
  PARSED: one(...DATES),
  MOMENT: one(
    '[2015,2,5,23,51,47,4,63]',
    '[2024,1,29,1,2,3.5,4,59]',
    '[1970,0,1,0,0,0,4,0]',
    '[2024,1]',
    '[2024,5,10,1]',
    '["a"]',
    '[2024,null]',
  ),
  CLOCK: literals([
    '%Y-%m-%dT%H:%M:%SZ',
    '%A %B %d %Y',
    '%j %U %w %u',
    '%e %I %p',
    '%H:%M',
    '%s',
    '%a, %d %b %Y',
    '%D %T %%',
    '%Y-%m-%d',
    '%d %b %Y',
    '%G-W%V',
    '%y %C',
  ]),
};

/** Patterns of `as`. They bind only `$x`, `$y` and `$z`, which all programs have in scope. */
const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
  pattern: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'pattern' },
    ...['$x', '$y', '$z'].map((name) => fc.constant(name)),
    ...[
      '[PATTERN]',
      '[PATTERN, PATTERN]',
      '{FIELD: PATTERN}',
      '{$x}',
      '{$y: PATTERN}',
      '{"a": PATTERN}',
      '{(KEY): PATTERN, b: $z}',
      '{("a", "b"): $x}',
      '{$z, a: $y}',
    ].map((text) => template(text, { ...WORDS, PATTERN: tie('pattern') })),
  ),
}));

type Kinds = { [K in 'ANY' | 'NUM' | 'STR' | 'ARR' | 'OBJ' | 'BOOL' | 'PATH']: string };

const { ANY } = fc.letrec<Kinds>((tie) => {
  const parts: Parts = {
    ...WORDS,
    PATTERN: pattern,
    ...Object.fromEntries(
      ['NUM', 'STR', 'ARR', 'OBJ', 'BOOL', 'PATH', 'ANY'].map((kind) => [kind, tie(kind as keyof Kinds)]),
    ),
  };
  const any = template('ANY', parts);
  const typed = (texts: readonly string[]) =>
    fc.oneof(
      { depthIdentifier: 'program' },
      { arbitrary: templates(texts, parts), weight: 12 },
      { arbitrary: any, weight: 1 },
    );
  return {
    ANY: templates(VALUES, parts),
    NUM: typed(NUMBERS),
    STR: typed(STRINGS),
    ARR: typed(ARRAYS),
    OBJ: typed(OBJECTS),
    BOOL: typed(BOOLEANS),
    PATH: typed(PATHS),
  };
});

/** What stands before every program: three variables, a label and some functions. */
export const PREAMBLE =
  '. as $x | (try .a catch 1) as $y | "s" as $z | label $out | ' +
  'def f: .a?; def g(h): [h]; def p($v): $v; def q(h; $v): h | [., $v]; def r: if type == "array" and length > 0 then .[1:] | r else . end; ';

/** A program that uses any part of the language and what the preamble defines. */
export const program = ANY;
