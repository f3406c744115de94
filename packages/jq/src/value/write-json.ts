import type { Json } from '../json.js';
import { isArray, isObject } from './kind.js';
import { numberText } from './number-text.js';
import { read } from './record.js';

const MAX_DEPTH = 10_000;
const TOO_DEEP = '<skipped: too deep>';
const BATCH = 1024;

/** Told how much a writer has done, in elements and pieces of text; it may throw to stop it. */
export type Meter = (work: number, characters: number) => void;

interface Level {
  readonly items: readonly Json[];
  readonly keys: readonly string[] | null;
  next: number;
}

/** The JSON text of a string as jq writes it: like JSON, and DEL escaped. */
export function quote(text: string): string {
  const quoted = JSON.stringify(text);
  return quoted.includes('\u007f') ? quoted.replaceAll('\u007f', '\\u007f') : quoted;
}

/** The JSON text of a value, as `tojson` prints it; it may end early once it is longer than `limit`. */
export function writeJson(value: Json, meter: Meter, limit = Infinity): string {
  if (typeof value === 'string') {
    meter(1 + Math.ceil(value.length / 16), value.length);
    return quote(value);
  }
  return new Writer(meter, limit).write(value);
}

/** Writes without recursion, so that depth costs no stack. */
class Writer {
  readonly #levels: Level[] = [];
  readonly #meter: Meter;
  readonly #limit: number;
  #text = '';
  #work = 0;
  #reported = 0;

  constructor(meter: Meter, limit: number) {
    this.#meter = meter;
    this.#limit = limit;
  }

  write(value: Json): string {
    this.#open(value);
    for (let level = this.#levels.at(-1); level !== undefined; level = this.#levels.at(-1)) {
      if (level.next === level.items.length) {
        this.#text += level.keys === null ? ']' : '}';
        this.#levels.pop();
      } else {
        if (level.next > 0) this.#text += ',';
        if (level.keys !== null) this.#text += `${quote(level.keys[level.next] ?? '')}:`;
        this.#open(level.items[level.next++] ?? null);
      }
      if (this.#work >= BATCH) this.#report();
      if (this.#text.length > this.#limit) break;
    }
    this.#report();
    return this.#text;
  }

  #report(): void {
    this.#meter(this.#work, this.#text.length - this.#reported);
    this.#work = 0;
    this.#reported = this.#text.length;
  }

  #open(value: Json): void {
    this.#work += 4;
    if (typeof value === 'string') {
      this.#work += Math.ceil(value.length / 16);
      this.#text += quote(value);
    } else if (typeof value === 'number') this.#text += numberText(value);
    else if (typeof value === 'boolean') this.#text += value ? 'true' : 'false';
    else if (!isArray(value) && !isObject(value)) this.#text += 'null';
    else if (this.#levels.length > MAX_DEPTH) this.#text += TOO_DEEP;
    else this.#push(value);
  }

  #push(value: Json): void {
    if (isArray(value)) {
      this.#levels.push({ items: value, keys: null, next: 0 });
      this.#text += '[';
    } else if (isObject(value)) {
      const keys = Object.keys(value);
      this.#work += keys.length;
      this.#levels.push({ items: keys.map((key) => read(value, key)), keys, next: 0 });
      this.#text += '{';
    }
  }
}
