const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const ESCAPE = /\\(?:u(.{0,4})|(.))|[\u0000-\u001f]/gsu;
const HEXADECIMAL = /^[\da-fA-F]{4}$/;
const HIGH = /^d[89ab]/i;
const LOW = /^\\u(d[c-f][\da-f]{2})/i;

/** What is wrong with a string literal, in jq's words. */
export class StringProblem extends Error {}

/** The text of a JSON string literal without its quotes. Throws a `StringProblem` at the first wrong escape. */
export function decodeString(raw: string): string {
  let text = '';
  let at = 0;
  for (const match of raw.matchAll(ESCAPE)) {
    if (match.index < at) continue;
    text += raw.slice(at, match.index);
    at = match.index + match[0].length;
    const [whole, digits, letter] = match;
    if (digits !== undefined) {
      const unit = hexadecimal(digits);
      const low = HIGH.test(digits) ? lowSurrogate(raw.slice(at)) : '';
      text += unit + low;
      at += low === '' ? 0 : 6;
    } else if (letter === undefined) {
      throw new StringProblem(
        `Invalid string: control characters from U+0000 through U+001F must be escaped${whole.slice(1)}`,
      );
    } else text += escaped(letter);
  }
  return text + raw.slice(at);
}

function escaped(letter: string): string {
  const plain = Object.hasOwn(ESCAPES, letter) ? ESCAPES[letter] : undefined;
  if (plain === undefined) throw new StringProblem('Invalid escape');
  return plain;
}

function hexadecimal(digits: string): string {
  if (digits.length < 4) throw new StringProblem('Invalid \\uXXXX escape');
  if (!HEXADECIMAL.test(digits)) throw new StringProblem('Invalid characters in \\uXXXX escape');
  return String.fromCharCode(Number.parseInt(digits, 16));
}

function lowSurrogate(rest: string): string {
  const digits = LOW.exec(rest)?.[1];
  if (digits === undefined) throw new StringProblem('Invalid \\uXXXX\\uXXXX surrogate pair escape');
  return String.fromCharCode(Number.parseInt(digits, 16));
}
