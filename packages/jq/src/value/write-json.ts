import type { Json } from '../json.js';
import { isArray, isObject } from './kind.js';
import { numberText } from './number-text.js';
import { read } from './record.js';

const MAX_DEPTH = 10_000;
const TOO_DEEP = '<skipped: too deep>';

/** Told how many characters a writer has added; it may throw to stop it. */
export type Meter = (characters: number) => void;

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

/** The JSON text of a value, as `tojson` prints it. Works without recursion, so depth costs no stack. */
export function writeJson(value: Json, meter: Meter, limit = Infinity): string {
  const levels: Level[] = [];
  let text = open(value, levels);
  let reported = 0;
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    if (level.next === level.items.length) {
      text += level.keys === null ? ']' : '}';
      levels.pop();
    } else {
      text += memberPrefix(level);
      text += open(level.items[level.next++] ?? null, levels);
    }
    if (text.length - reported > 4096) {
      meter(text.length - reported);
      reported = text.length;
      if (reported > limit) return text;
    }
  }
  meter(text.length - reported);
  return text;
}

function memberPrefix(level: Level): string {
  const comma = level.next === 0 ? '' : ',';
  return level.keys === null ? comma : `${comma}${quote(level.keys[level.next] ?? '')}:`;
}

function open(value: Json, levels: Level[]): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isArray(value)) {
    if (levels.length > MAX_DEPTH) return TOO_DEEP;
    levels.push({ items: value, keys: null, next: 0 });
    return '[';
  }
  if (isObject(value)) {
    if (levels.length > MAX_DEPTH) return TOO_DEEP;
    const keys = Object.keys(value);
    levels.push({ items: keys.map((key) => read(value, key)), keys, next: 0 });
    return '{';
  }
  return 'null';
}
