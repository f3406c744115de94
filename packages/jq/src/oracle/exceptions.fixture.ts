import type { Case, Outcome } from './outcome.fixture.js';

/** A case for which jq and we give different outcomes. */
export interface Disagreement extends Case {
  readonly ours: Outcome;
  readonly jq: Outcome;
}

/** A way in which we differ from jq on purpose. */
interface Exception {
  readonly name: string;
  readonly reason: string;
  readonly covers: (disagreement: Disagreement) => boolean;
}

const BEYOND_ASCII = /[^\0-\x7f]/;
const STOPPING =
  /\b(?:first|limit|nth|isempty|any|all|IN|until|break|pick|paths|walk|with_entries|map_values)\b|[|]=/;

const ASSIGNING = /[-+*/%]=|\/\/=|[^=!<>]=(?!=)/;
const NUMBER_AS_PATH = /^Invalid path expression with result -?[\d.e+]+$/i;

function isPathError(outcome: Outcome): boolean {
  return 'error' in outcome && String(outcome.error).startsWith('Invalid path expression');
}

/** An outcome with no more of a caught path error than that it is one; jq cuts what it shows to 30 bytes. */
function withoutBreak(outcome: Outcome): string {
  return JSON.stringify(outcome).replace(/Invalid path expression (?:[^"\\]|\\.)*/g, '');
}

function withoutSign(outcome: Outcome): string {
  return JSON.stringify(outcome).replace(/-0(?![.\d])/g, '0');
}

function withSmallExponents(outcome: Outcome): string {
  return JSON.stringify(outcome).replace(/(?<=\d)E(?=[+-]\d)/g, 'e');
}

/** Messages cut a moment off after 30 bytes, which a shorter year moves, and count columns by its length. */
function withoutYear(outcome: Outcome): string {
  return JSON.stringify(outcome)
    .replace(/(?<!\d)(\d{1,4})-[-\d]+-\d\dT[^"\\]*/g, (moment, year: string) =>
      Number(year) < 1000 ? 'EARLY' : moment,
    )
    .replace(/column \d+(?= \(while parsing '-?EARLY)/g, 'column');
}

/** All exceptions. Each was found by the differential test. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    name: 'where a path breaks',
    reason:
      'jq finds a path expression broken at some step inside the definition of a builtin; our builtins have no such steps, and fail later.',
    covers: ({ ours, jq }) => (isPathError(jq) && 'error' in ours) || withoutBreak(ours) === withoutBreak(jq),
  },
  {
    name: 'when a constant that is no key is noticed',
    reason:
      'jq computes constants like 1 + 1 when it reads a program, and refuses one that has such a constant as the key of an object; here the key fails when it is used, but for plain literals.',
    covers: ({ ours, jq }) =>
      'refused' in jq && 'error' in ours && /^Cannot use .* as object key$/s.test(String(ours.error)),
  },
  {
    name: 'what a caught break looks like',
    reason:
      'try catches break in jq too, as an object that numbers its label; the numbers count labels differently here.',
    covers: ({ program }) => program.includes('break') && /\btry\b|\?/.test(program),
  },
  {
    name: 'stopping in ?//',
    reason:
      'jq takes the early end of first, limit, |= and the like for an error and tries the next pattern once more, so that first gives two outputs.',
    covers: ({ program }) => program.includes('?//') && STOPPING.test(program),
  },
  {
    name: 'an error of an assignment that comes back to ?//',
    reason:
      'jq assigns inside the path expression, so that ?// there goes on with the next pattern when an assignment fails; but what was being assigned to, and the path so far, are lost to jq by then.',
    covers: ({ program, ours, jq }) =>
      program.includes('?//') && ASSIGNING.test(program) && 'error' in ours && 'error' in jq,
  },
  {
    name: 'the empty array of one part',
    reason:
      'Where a part collects nothing jq puts out a constant, so that the empty arrays of one part, for instance in walk, are one value to a path expression; here each is made anew.',
    covers: ({ ours }) => 'error' in ours && ours.error === 'Invalid path expression with result []',
  },
  {
    name: 'equal numbers as one place',
    reason:
      'In a path expression jq takes a number for the one at the place when both were computed and are equal, but not when one was read; numbers do not tell here where they come from, and none is a place.',
    covers: ({ ours }) => 'error' in ours && NUMBER_AS_PATH.test(String(ours.error)),
  },
  {
    name: 'the sign of zero',
    reason:
      'jq negates a zero that was read to 0 and one that was calculated to -0; numbers do not tell where they come from here, and -0 stays out of texts.',
    covers: ({ ours, jq }) => withoutSign(ours) === withoutSign(jq),
  },
  {
    name: 'the text of a number that was read',
    reason: 'jq keeps how a number was written until it is used, and shows 1E+308 for one it read as 1e+308.',
    covers: ({ ours, jq }) => withSmallExponents(ours) === withSmallExponents(jq),
  },
  {
    name: 'years before 1000',
    reason:
      'C libraries differ in the zeros before a small year, and jq cuts a fraction from it only after it has subtracted 1900.',
    covers: ({ ours, jq }) => withoutYear(ours) === withoutYear(jq),
  },
  {
    name: 'moments that are no numbers',
    reason:
      'What a C library takes nan and infinite for as a time differs; that of the WebAssembly build reads them as 1970 and fails one step later.',
    covers: ({ ours, jq }) =>
      JSON.stringify(jq).includes('requires parsed datetime inputs') &&
      JSON.stringify(ours).includes('error converting number of seconds since epoch to datetime'),
  },
  {
    name: 'empty matches inside a character',
    reason:
      'After an empty match jq goes on one byte later, and finds it again for every byte of a character beyond ASCII.',
    covers: ({ program, input }) =>
      /\b(?:g?sub|scan|splits?|match|capture|test)\b/.test(program) &&
      BEYOND_ASCII.test(program + JSON.stringify(input)),
  },
];

/**
 * What the generated programs leave out, because jq and we are known to differ: numbers that doubles cannot hold (jq
 * keeps their text); keys that look like array positions (JavaScript puts them first); the sign of nan; the exponent
 * that frexp gives nan and infinite (the C library of the WebAssembly build leaves there what was in memory); the last
 * digits of sin, exp and the like; dates whose parts are missing or wrong (the C library of the WebAssembly build is not glibc); builtins of
 * other versions of jq; repetitions of groups that match nothing, the end of the text in the middle of a pattern, and
 * POSIX classes without case in a look-behind (Oniguruma's optimiser has its own mind there).
 */
export function exceptionFor(disagreement: Disagreement): string | null {
  return EXCEPTIONS.find(({ covers }) => covers(disagreement))?.name ?? null;
}
