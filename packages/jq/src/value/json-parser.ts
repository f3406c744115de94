import type { Json } from '../json.js';
import { fail } from './describe.js';
import { decodeString, StringProblem } from './json-string.js';
import { parseNumber } from './number-text.js';
import { type Draft, put } from './record.js';
import { utf8Length, wellFormed } from './text.js';

const MAX_DEPTH = 10_000;
const SEPARATOR = /[ \t\r\n"[\]{},:]/;
const SPACE = /[ \t\r\n]/;
const SEPARATED = 'Expected separator between values';
const PAIRS = 'Objects must consist of key:value pairs';

interface Level {
  readonly array: Json[] | null;
  readonly object: Draft | null;
  /** Set between a key's colon and its value. */
  key: string | null;
}

/**
 * Reads JSON texts without recursion, character by character like jq: what is wrong and where it is noticed (lines and
 * columns of UTF-8 bytes) are jq's. Numbers may also be written `nan` or `infinity`.
 */
export class JsonParser {
  readonly #text: string;
  readonly #levels: Level[] = [];
  #at = 0;
  #literal = -1;
  #string = -1;
  #next: Json | undefined;

  constructor(text: string) {
    this.#text = text;
    if (text.startsWith('\ufeff')) this.#at = 1;
  }

  /** The only value of the text. */
  parse(): Json {
    // The first byte of a byte order mark is one of many characters'; those are taken for a broken one.
    if (/^[\uf000-\ufefe\uff00-\uffff]/.test(this.#text)) throw this.#failure('Malformed BOM');
    const value = this.#value();
    if (value === undefined) throw this.#failure('Expected JSON value');
    if (this.#value() !== undefined) throw this.#failure('Unexpected extra JSON values');
    return value;
  }

  /** The next value outside of all containers; undefined at the end of the text. */
  #value(): Json | undefined {
    while (this.#at < this.#text.length) {
      const character = this.#text.charAt(this.#at++);
      if (this.#string >= 0) this.#inString(character);
      else this.#outside(character);
      if (this.#levels.length === 0 && this.#next !== undefined) return this.#take();
    }
    if (this.#string >= 0) throw this.#error('Unfinished string at EOF');
    this.#endLiteral(' at EOF');
    if (this.#levels.length > 0) throw this.#error('Unfinished JSON term at EOF');
    return this.#take();
  }

  #inString(character: string): void {
    if (character === '\\') this.#at = Math.min(this.#at + 1, this.#text.length);
    if (character !== '"') return;
    const raw = this.#text.slice(this.#string, this.#at - 1);
    this.#string = -1;
    try {
      this.#add(wellFormed(decodeString(raw)), '');
    } catch (error) {
      throw error instanceof StringProblem ? this.#error(error.message) : error;
    }
  }

  #outside(character: string): void {
    if (!SEPARATOR.test(character)) {
      if (this.#literal < 0) this.#literal = this.#at - 1;
      return;
    }
    if (this.#literal >= 0) {
      this.#endLiteral('');
      this.#at--;
    } else if (character === '"') this.#string = this.#at;
    else if (!SPACE.test(character)) this.#structure(character);
  }

  #endLiteral(where: string): void {
    if (this.#literal < 0) return;
    const end = this.#at - (where === '' ? 1 : 0);
    const word = this.#text.slice(this.#literal, end);
    this.#literal = -1;
    this.#add(this.#word(word, where), where);
  }

  #word(word: string, where: string): Json {
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (word.startsWith("'")) throw this.#error(`Invalid string literal; expected ", but got '${where}`);
    const number = parseNumber(word);
    if (number !== undefined) return number;
    const kind = /^(?:t|f|nu)/.test(word) ? 'literal' : 'numeric literal';
    throw this.#error(`Invalid ${kind}${where}`);
  }

  #add(value: Json, where: string): void {
    if (this.#next !== undefined) throw this.#error(SEPARATED + where);
    this.#next = value;
  }

  #take(): Json | undefined {
    const value = this.#next;
    this.#next = undefined;
    return value;
  }

  #structure(character: string): void {
    if (character === '[' || character === '{') return this.#open(character === '[');
    if (character === ':') return this.#colon();
    const level = this.#levels.at(-1);
    if (character === ',') return this.#comma(level);
    if (character === ']') return this.#closeArray(level);
    return this.#closeObject(level);
  }

  #open(isArray: boolean): void {
    if (this.#levels.length >= MAX_DEPTH) throw this.#error('Exceeds depth limit for parsing');
    if (this.#next !== undefined) throw this.#error(SEPARATED);
    this.#levels.push(
      isArray ? { array: [], object: null, key: null } : { array: null, object: {}, key: null },
    );
  }

  #colon(): void {
    const level = this.#levels.at(-1);
    const key = this.#take();
    if (key === undefined) throw this.#error("Expected string key before ':'");
    if (level === undefined || level.object === null || level.key !== null)
      throw this.#error("':' not as part of an object");
    if (typeof key !== 'string') throw this.#error('Object keys must be strings');
    level.key = key;
  }

  #comma(level: Level | undefined): void {
    const value = this.#take();
    if (value === undefined) throw this.#error("Expected value before ','");
    if (level?.array) level.array.push(value);
    else this.#member(level, value);
  }

  #member(level: Level | undefined, value: Json): void {
    if (!level?.object || level.key === null) throw this.#error(PAIRS);
    put(level.object, level.key, value);
    level.key = null;
  }

  #closeArray(level: Level | undefined): void {
    if (level === undefined || level.array === null) throw this.#error("Unmatched ']'");
    const value = this.#take();
    if (value !== undefined) level.array.push(value);
    else if (level.array.length > 0) throw this.#error('Expected another array element');
    this.#levels.pop();
    this.#next = level.array;
  }

  #closeObject(level: Level | undefined): void {
    if (level === undefined) throw this.#error("Unmatched '}'");
    const value = this.#take();
    if (value !== undefined) this.#member(level, value);
    else if (level.object === null || level.key !== null) throw this.#error("Unmatched '}'");
    else if (Object.keys(level.object).length > 0) throw this.#error('Expected another key-value pair');
    this.#levels.pop();
    this.#next = level.object ?? undefined;
  }

  #error(problem: string): Error {
    const read = this.#text.slice(0, this.#at);
    const line = read.split('\n').length;
    const column = utf8Length(read.slice(read.lastIndexOf('\n') + 1).replace(/^\ufeff/, ''));
    return this.#failure(`${problem} at line ${line}, column ${column}`);
  }

  #failure(problem: string): Error {
    // C ends a text at its first zero.
    const [shown = ''] = this.#text.split('\0', 1);
    return fail(`${problem} (while parsing '${shown}')`);
  }
}
