import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { fail } from './describe.js';
import { type Draft, put } from './record.js';
import { wellFormed } from './text.js';

const MAX_DEPTH = 10_000;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const LITERAL_CHARACTER = /[\w.+-]/;

/** The number that a text spells, as `tonumber` reads it; undefined when it spells none. */
export function parseNumber(text: string): number | undefined {
  if (NUMBER.test(text)) return limited(Number(text));
  if (/^[+-]?nan$/i.test(text)) return NaN;
  const infinite = /^([+-]?)infinity$/i.exec(text);
  return infinite === null ? undefined : infinite[1] === '-' ? -Infinity : Infinity;
}

function limited(value: number): number {
  return value === Infinity ? Number.MAX_VALUE : value === -Infinity ? -Number.MAX_VALUE : value;
}

interface Level {
  readonly array: Json[] | null;
  readonly object: Draft | null;
  key: string | null;
}

/** Reads one JSON text as `fromjson` does, without recursion; `nan` is a number here. */
class Reader {
  readonly #text: string;
  readonly #run: Run;
  #at = 0;

  constructor(text: string, run: Run) {
    this.#text = text;
    this.#run = run;
  }

  read(): Json {
    const levels: Level[] = [];
    for (;;) {
      this.#run.step();
      let value = this.#value(levels);
      if (value === undefined) continue;
      for (;;) {
        const level = levels.at(-1);
        if (level === undefined) return this.#end(value);
        const closed = this.#add(level, value);
        if (closed === undefined) break;
        levels.pop();
        value = closed;
      }
    }
  }

  /** A scalar or an empty container, or undefined after opening a container that has a first element. */
  #value(levels: Level[]): Json | undefined {
    this.#space();
    const character = this.#text[this.#at];
    if (character === undefined)
      throw this.#error(levels.length === 0 ? 'Expected JSON value' : 'Unfinished JSON term');
    if (character === '"') return this.#string();
    if (character === '[' || character === '{') return this.#open(character, levels);
    return this.#word();
  }

  #open(character: string, levels: Level[]): Json | undefined {
    if (levels.length >= MAX_DEPTH) throw this.#error('Exceeds depth limit for parsing');
    this.#at++;
    this.#space();
    const isArray = character === '[';
    if (this.#text[this.#at] === (isArray ? ']' : '}')) {
      this.#at++;
      return isArray ? [] : {};
    }
    const level: Level = isArray
      ? { array: [], object: null, key: null }
      : { array: null, object: {}, key: null };
    if (!isArray) level.key = this.#key();
    levels.push(level);
    return undefined;
  }

  #key(): string {
    this.#space();
    if (this.#text[this.#at] !== '"') {
      throw this.#text[this.#at] === "'" ? this.#quoteError() : this.#error('Object keys must be strings');
    }
    const key = this.#string();
    this.#space();
    if (this.#text[this.#at] !== ':') throw this.#error('Objects must consist of key:value pairs');
    this.#at++;
    return key;
  }

  /** Adds a value to its container and returns the container when it ends there. */
  #add(level: Level, value: Json): Json | undefined {
    level.array?.push(value);
    if (level.object !== null) put(level.object, level.key ?? '', value);
    this.#space();
    const character = this.#text[this.#at];
    this.#at++;
    if (character === ',') {
      if (level.object !== null) level.key = this.#key();
      return undefined;
    }
    if (character === ']' && level.array !== null) return level.array;
    if (character === '}' && level.object !== null) return level.object;
    throw this.#error(character === undefined ? 'Unfinished JSON term' : 'Expected separator between values');
  }

  #string(): string {
    const start = this.#at;
    for (this.#at++; this.#text[this.#at] !== '"'; this.#at++) {
      if (this.#at >= this.#text.length) throw this.#error('Unfinished string');
      if (this.#text[this.#at] === '\\') this.#at++;
    }
    this.#at++;
    const raw = this.#text
      .slice(start, this.#at)
      .replace(/[\u0000-\u001f]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
    try {
      return wellFormed(String(JSON.parse(raw)));
    } catch {
      throw this.#error('Invalid escape');
    }
  }

  #word(): Json {
    const start = this.#at;
    while (LITERAL_CHARACTER.test(this.#text[this.#at] ?? ' ')) this.#at++;
    const word = this.#text.slice(start, this.#at);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    const number = parseNumber(word);
    if (number !== undefined) return number;
    if (this.#text[this.#at] === "'") throw this.#quoteError();
    if (word === '') throw this.#error('Invalid literal');
    throw this.#error(
      this.#at === this.#text.length ? 'Invalid numeric literal at EOF' : 'Invalid numeric literal',
    );
  }

  #end(value: Json): Json {
    this.#space();
    if (this.#at < this.#text.length) throw this.#error('Unexpected extra JSON values');
    return value;
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? 'x')) this.#at++;
    if (this.#at === 0 && this.#text.startsWith('\ufeff')) this.#at = 1;
  }

  #quoteError(): Error {
    this.#at += 4;
    return this.#error('Invalid string literal; expected ", but got \'');
  }

  #error(message: string): Error {
    const read = this.#text.slice(0, this.#at);
    const line = read.split('\n').length;
    const column = this.#at - (read.lastIndexOf('\n') + 1);
    return fail(`${message} at line ${line}, column ${column} (while parsing '${this.#text}')`);
  }
}

/** The value of a JSON text, as `fromjson` reads it. */
export function readJson(text: string, run: Run): Json {
  run.produce(4 * text.length);
  if (isOrdinary(text)) {
    try {
      return JSON.parse(text) as Json;
    } catch {
      // The reader below knows what is wrong with it, or that jq takes it all the same.
    }
  }
  return new Reader(text, run).read();
}

/** True when the engine's own parser reads the text as jq does: no depth limit and no lone surrogates in sight. */
function isOrdinary(text: string): boolean {
  let opened = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if ((unit === 0x5b || unit === 0x7b) && ++opened >= MAX_DEPTH) return false;
  }
  return !/\\u[dD]|\d[eE]\+?\d{3}|\d{300}/.test(text);
}
