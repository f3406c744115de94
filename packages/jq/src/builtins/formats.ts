import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { describe, fail } from '../value/describe.js';
import { isArray } from '../value/kind.js';
import { numberText } from '../value/number-text.js';
import { writeJson } from '../value/write-json.js';
import { decodeBase32, decodeBase64, encodeBase32, encodeBase64 } from './base-encodings.js';
import { decodeUri, encodeUri } from './uri.js';

/** How a value is turned into text, in `@name` and inside `@name "…\(…)…"`. */
export type Format = (value: Json, run: Run) => string;

/** A value as text: strings as they are, all else as JSON. */
export const tostring: Format = (value, run) => (typeof value === 'string' ? value : tojson(value, run));

/** A value as JSON text. */
export const tojson: Format = (value, run) => {
  if (typeof value === 'number') {
    run.produce(64);
    return numberText(value);
  }
  return writeJson(value, (work, characters) => {
    run.produce(2 * characters);
    run.spend(work);
  });
};

/** How jq escapes the NUL character in all formats that escape anything but URIs. */
const NUL = '\\0';

const HTML: Readonly<Record<string, string>> = {
  '<': '&lt;',
  '>': '&gt;',
  '&': '&amp;',
  "'": '&apos;',
  '"': '&quot;',
  '\0': NUL,
};

function overText(convert: (text: string, run: Run) => string): Format {
  return (value, run) => {
    const text = tostring(value, run);
    run.produce(4 * text.length);
    run.spend(Math.ceil(text.length / 16));
    return convert(text, run);
  };
}

const FORMATS: Readonly<Record<string, Format>> = {
  text: tostring,
  json: tojson,
  html: overText((text) => text.replace(/[<>&'"\0]/g, (character) => HTML[character] ?? character)),
  uri: overText(encodeUri),
  urid: overText(decodeUri),
  csv: (value, run) =>
    row(value, 'csv', ',', (text) => `"${text.replaceAll('"', '""').replaceAll('\0', NUL)}"`, run),
  tsv: (value, run) => row(value, 'tsv', '\t', escapeTab, run),
  sh: shell,
  base64: overText(encodeBase64),
  base64d: overText(decodeBase64),
  base32: overText(encodeBase32),
  base32d: overText(decodeBase32),
};

const TAB_ESCAPES: Readonly<Record<string, string>> = {
  '\t': '\\t',
  '\r': '\\r',
  '\n': '\\n',
  '\\': '\\\\',
  '\0': NUL,
};

function escapeTab(text: string): string {
  return text.replace(/[\t\r\n\\\0]/g, (character) => TAB_ESCAPES[character] ?? character);
}

/** The format of that name. An unknown one fails when it is used. */
export function findFormat(name: string): Format {
  const format = Object.hasOwn(FORMATS, name) ? FORMATS[name] : undefined;
  return (
    format ??
    (() => {
      throw fail(`${name} is not a valid format`);
    })
  );
}

function row(
  value: Json,
  name: string,
  separator: string,
  quote: (text: string) => string,
  run: Run,
): string {
  if (!isArray(value)) throw fail(`${describe(value, run)} cannot be ${name}-formatted, only array`);
  run.spend(value.length);
  const cells = value.map((cell) => {
    if (typeof cell === 'string') {
      run.produce(4 * cell.length);
      return quote(cell);
    }
    if (cell === null || Number.isNaN(cell)) return '';
    if (typeof cell === 'object') throw fail(`${describe(cell, run)} is not valid in a csv row`);
    return tojson(cell, run);
  });
  return cells.join(separator);
}

function shell(value: Json, run: Run): string {
  const words = isArray(value) ? value : [value];
  run.spend(words.length);
  return words
    .map((word) => {
      if (typeof word === 'object' && word !== null)
        throw fail(`${describe(word, run)} can not be escaped for shell`);
      if (typeof word !== 'string') return tojson(word, run);
      run.produce(4 * word.length);
      return `'${word.replaceAll("'", "'\\''").replaceAll('\0', NUL)}'`;
    })
    .join(' ');
}
