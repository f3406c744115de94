import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { describe, fail } from '../value/describe.js';
import { isArray, kindOf } from '../value/kind.js';
import { split, textPositions } from '../value/search.js';
import { type Builtins, type NativeBuiltin, unary, walkedAs, withArgs } from './builtin.js';

function overText(problem: string, convert: (text: string) => Json): NativeBuiltin {
  return unary((input, run) => {
    if (typeof input !== 'string') throw fail(problem);
    run.spend(Math.ceil(input.length / 16));
    run.produce(2 * input.length);
    return convert(input);
  });
}

const SPACE = '[\\t\\n\\v\\f\\r \\u0085\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const LEADING = new RegExp(`^${SPACE}+`);
const isSpace = new RegExp(SPACE);

/** Without the blanks at the end; a loop, because a pattern would try every run of blanks. */
function trimEnd(text: string): string {
  let end = text.length;
  while (end > 0 && isSpace.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

const trimStart = (text: string): string => text.replace(LEADING, '');

const EXPLODED = 'explode input must be a string';

function explode(input: Json, run: Run): Json {
  if (typeof input !== 'string') throw fail(EXPLODED);
  run.spend(input.length);
  run.produce(8 * input.length);
  return Array.from(input, (character) => character.codePointAt(0) ?? 0);
}

function implode(input: Json, run: Run): Json {
  if (!isArray(input)) throw fail('implode input must be an array');
  run.spend(input.length);
  run.produce(4 * input.length);
  let text = '';
  for (const point of input) {
    if (typeof point !== 'number' || Number.isNaN(point)) {
      throw fail(`${describe(point, run)} can't be imploded, unicode codepoint needs to be numeric`);
    }
    const code = Math.trunc(point);
    text +=
      code < 0 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)
        ? '\ufffd'
        : String.fromCodePoint(code);
  }
  return text;
}

function startsWith(text: Json, part: Json, run: Run): boolean {
  if (typeof text !== 'string' || typeof part !== 'string') throw fail('startswith() requires string inputs');
  run.scan(part.length);
  return text.startsWith(part);
}

function endsWith(text: Json, part: Json, run: Run): boolean {
  if (typeof text !== 'string' || typeof part !== 'string') throw fail('endswith() requires string inputs');
  run.scan(part.length);
  return text.endsWith(part);
}

function ltrimstr(text: Json, part: Json, run: Run): Json {
  return startsWith(text, part, run) ? String(text).slice(String(part).length) : text;
}

function rtrimstr(text: Json, part: Json, run: Run): Json {
  return endsWith(text, part, run) ? String(text).slice(0, String(text).length - String(part).length) : text;
}

function strindices(input: Json, part: Json, run: Run): Json {
  if (typeof input !== 'string')
    throw fail(`${describe(input, run)} cannot be searched, as it is not a string`);
  if (typeof part !== 'string') throw fail(`${describe(part, run)} is not a string`);
  return textPositions(input, part, run);
}

/** Strings without regular expressions. */
export const TEXTS: Builtins = {
  'startswith/1': withArgs((text, [part = null], run) => startsWith(text, part, run)),
  'endswith/1': withArgs((text, [part = null], run) => endsWith(text, part, run)),
  'ltrimstr/1': walkedAs(
    '_ltrimstr',
    withArgs((text, [part = null], run) => ltrimstr(text, part, run)),
  ),
  'rtrimstr/1': walkedAs(
    '_rtrimstr',
    withArgs((text, [part = null], run) => rtrimstr(text, part, run)),
  ),
  'trimstr/1': walkedAs(
    '_trimstr',
    withArgs((text, [part = null], run) => rtrimstr(ltrimstr(text, part, run), part, run)),
  ),
  'trim/0': overText('trim input must be a string', (text) => trimEnd(trimStart(text))),
  'ltrim/0': overText('trim input must be a string', trimStart),
  'rtrim/0': overText('trim input must be a string', trimEnd),
  'explode/0': unary(explode),
  'implode/0': unary(implode),
  'split/1': withArgs((text, [separator = null], run) => {
    if (typeof text !== 'string' || typeof separator !== 'string') {
      throw fail('split input and separator must be strings');
    }
    return split(text, separator, run);
  }),
  'ascii_downcase/0': overText(EXPLODED, (text) => text.replace(/[A-Z]+/g, (part) => part.toLowerCase())),
  'ascii_upcase/0': overText(EXPLODED, (text) => text.replace(/[a-z]+/g, (part) => part.toUpperCase())),
  'ascii/0': unary((code) => {
    if (typeof code !== 'number') throw fail(`${kindOf(code)} is not a code point`);
    return implodeOne(code);
  }),
  '_strindices/1': withArgs((input, [part = null], run) => strindices(input, part, run)),
};

function implodeOne(code: number): Json {
  return code >= 0 && code < 128 ? String.fromCharCode(code) : null;
}
