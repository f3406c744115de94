import type { Accepts } from './nodes.js';
import { RegexSyntaxError } from './nodes.js';

/** A class from a native one-character pattern: it tests single characters, so it cannot run away. */
function fromNative(pattern: RegExp): Accepts {
  return (point) => pattern.test(String.fromCodePoint(point));
}

const CLASSES: Readonly<Record<string, Accepts>> = {
  d: fromNative(/^\p{Nd}$/u),
  w: fromNative(/^[\p{L}\p{M}\p{N}\p{Pc}]$/u),
  s: fromNative(/^[\t-\r\x85\p{Z}]$/u),
  h: fromNative(/^[\da-fA-F]$/),
};

/** The negation of a class. */
export function not(accepts: Accepts): Accepts {
  return (point) => !accepts(point);
}

/** `\d`, `\w`, `\s`, `\h` and their negations in capitals; null for another letter. */
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
  alnum: '\\p{L}\\p{M}\\p{Nd}',
  alpha: '\\p{L}\\p{M}',
  ascii: '\\x00-\\x7f',
  blank: '\\p{Zs}\\t',
  cntrl: '\\p{C}',
  digit: '\\p{Nd}',
  graph: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}',
  lower: '\\p{Ll}',
  print: '\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}',
  punct: '\\p{P}\\p{S}',
  space: '\\t-\\r\\x85\\p{Z}',
  upper: '\\p{Lu}',
  xdigit: '\\da-fA-F',
  word: '\\p{L}\\p{M}\\p{N}\\p{Pc}',
};

/** The class of a POSIX name, as in `[[:alpha:]]`. */
export function posixClass(name: string): Accepts | null {
  const body = Object.hasOwn(POSIX, name) ? POSIX[name] : undefined;
  return body === undefined ? null : fromNative(new RegExp(`^[${body}]$`, 'u'));
}

/** The class of a Unicode property, script or POSIX name, as in `\p{Greek}`. */
export function propertyClass(written: string): Accepts {
  const negative = written.startsWith('^');
  const name = negative ? written.slice(1) : written;
  const posix = posixClass(name.toLowerCase());
  const accepts = posix ?? (/^[\w ]+$/.test(name) ? unicodeClass(name.replaceAll(' ', '_')) : null);
  if (accepts === null) throw new RegexSyntaxError(`invalid character property name {${written}}`);
  return negative ? not(accepts) : accepts;
}

function unicodeClass(name: string): Accepts | null {
  const capital = name.replace(/(?:^|_)[a-z]/g, (start) => start.toUpperCase());
  for (const property of [name, capital, `Script=${name}`, `Script=${capital}`]) {
    try {
      return fromNative(new RegExp(`^\\p{${property}}$`, 'u'));
    } catch {
      // Not a name that JavaScript knows in this form; the next form may be.
    }
  }
  return null;
}

/** The other cases of a character. */
export function caseVariants(point: number): number[] {
  const character = String.fromCodePoint(point);
  const variants = [character.toLowerCase(), character.toUpperCase(), character.toUpperCase().toLowerCase()];
  const points = variants
    .filter((text) => Array.from(text).length === 1)
    .map((text) => text.codePointAt(0) ?? point);
  return [...new Set([point, ...points])];
}

/** One character, or with `ignoreCase` its cases too. */
export function literal(point: number, ignoreCase: boolean): Accepts {
  const variants = ignoreCase ? caseVariants(point) : [point];
  if (variants.length === 1) return (other) => other === point;
  return (other) => variants.includes(other);
}

/** A class that also accepts characters whose other case belongs to it. */
export function anyCase(accepts: Accepts): Accepts {
  return (point) => accepts(point) || caseVariants(point).some(accepts);
}
