import type { Accepts } from './nodes.js';
import { caseVariants } from './letter-case.js';
import { RegexSyntaxError } from './nodes.js';

/** A class from a native one-character pattern: it tests single characters, so it cannot run away. */
function fromNative(pattern: RegExp): Accepts {
  return (point) => pattern.test(String.fromCodePoint(point));
}

const CLASSES: Readonly<Record<string, Accepts>> = {
  d: fromNative(/^\p{Nd}$/u),
  // Oniguruma counts the fractions and powers of Latin-1 to them.
  w: fromNative(/^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\xb2\xb3\xb9\xbc-\xbe]$/u),
  s: fromNative(/^[\t-\r\x85\p{Z}]$/u),
};

/** The negation of a class. */
export function not(accepts: Accepts): Accepts {
  return (point) => !accepts(point);
}

/** `\d`, `\w`, `\s` and their negations in capitals; null for another letter. */
export function escapeClass(letter: string): Accepts | null {
  const lower = letter.toLowerCase();
  const known = Object.hasOwn(CLASSES, lower) ? CLASSES[lower] : undefined;
  if (known === undefined) return null;
  return letter === lower ? known : not(known);
}

/** Whether a code point is a word character, as `\b` sees it. */
export function isWord(point: number): boolean {
  if (point < 128) {
    return (
      (point >= 97 && point <= 122) ||
      (point >= 65 && point <= 90) ||
      (point >= 48 && point <= 57) ||
      point === 95
    );
  }
  return escapeClass('w')?.(point) ?? false;
}

const POSIX: Readonly<Record<string, string>> = {
  alnum: '\\p{Alphabetic}\\p{Nd}',
  alpha: '\\p{Alphabetic}',
  ascii: '\\x00-\\x7f',
  blank: '\\p{Zs}\\t',
  cntrl: '\\p{Cc}',
  digit: '\\p{Nd}',
  graph: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}',
  lower: '\\p{Lowercase}',
  print: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Cf}\\p{Co}\\p{Zs}',
  punct: '\\p{P}\\p{S}',
  space: '\\t-\\r\\x85\\p{Z}',
  upper: '\\p{Uppercase}',
  xdigit: '\\da-fA-F',
  word: '\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}',
};

/** The class of a POSIX name, as in `[[:alpha:]]`. */
export function posixClass(name: string): Accepts | null {
  const body = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  return body === undefined ? null : fromNative(new RegExp(`^[${body}]$`, 'u'));
}

/** The class of a Unicode property, script or POSIX name, as in `\p{Greek}`. */
export function propertyClass(written: string): Accepts {
  const negative = written.startsWith('^');
  const name = (negative ? written.slice(1) : written).trim();
  const plain = name.toLowerCase().replace(/[ _-]/g, '');
  // Here the punctuation of Unicode is meant, without the symbols of the POSIX name.
  const posix = plain === 'punct' ? null : posixClass(plain.replace(/^x?posix/, ''));
  const accepts = posix ?? (/^[\w -]+$/.test(name) ? unicodeClass(name, plain) : null);
  if (accepts === null) throw new RegexSyntaxError(`invalid character property name {${name}}`);
  return negative ? not(accepts) : accepts;
}

/** Names that cannot be told from their letters alone, without blanks and in small letters. */
const NAMES: Readonly<Record<string, string>> = {
  punct: 'P',
  letter: 'L',
  uppercaseletter: 'Lu',
  lowercaseletter: 'Ll',
  titlecaseletter: 'Lt',
  modifierletter: 'Lm',
  otherletter: 'Lo',
  mark: 'M',
  number: 'N',
  decimalnumber: 'Nd',
  punctuation: 'P',
  symbol: 'S',
  separator: 'Z',
  other: 'C',
  idstart: 'ID_Start',
  idcontinue: 'ID_Continue',
  xidstart: 'XID_Start',
  xidcontinue: 'XID_Continue',
  whitespace: 'White_Space',
};

function unicodeClass(name: string, plain: string): Accepts | null {
  if (plain === 'newline') return (point) => point === 10;
  const written = name.replace(/[ -]/g, '_');
  const capital = written.toLowerCase().replace(/(?:^|_)[a-z]/g, (start) => start.toUpperCase());
  const known = Object.hasOwn(NAMES, plain) ? NAMES[plain] : undefined;
  const squeezed = plain.charAt(0).toUpperCase() + plain.slice(1);
  for (const candidate of [known ?? written, capital, squeezed]) {
    for (const property of [candidate, `Script=${candidate}`]) {
      try {
        return fromNative(new RegExp(`^\\p{${property}}$`, 'u'));
      } catch {
        // Not a name that JavaScript knows in this form; the next form may be.
      }
    }
  }
  return null;
}

/** One character, or with `ignoreCase` its cases too. */
export function literal(point: number, ignoreCase: boolean): Accepts {
  const variants = ignoreCase && point >= 0 ? caseVariants(point) : [point];
  if (variants.length === 1) return (other) => other === point;
  return (other) => variants.includes(other);
}

/** A class that also accepts characters whose other case belongs to it. */
export function anyCase(accepts: Accepts): Accepts {
  return (point) => accepts(point) || caseVariants(point).some(accepts);
}
