import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { equals } from './compare.js';
import { fail } from './describe.js';
import { isArray, isObject } from './kind.js';
import { read } from './record.js';
import { isPlain } from './text.js';

const MAX_DEPTH = 10_000;

/** A string split at every occurrence of a separator; an empty separator splits into characters. */
export function split(text: string, separator: string, run: Run): Json {
  run.produce(8 * text.length + 16);
  if (text === '') return [];
  const parts = separator === '' ? Array.from(text) : text.split(separator);
  run.spend(parts.length);
  return parts;
}

/** The code point positions at which a text occurs inside another, overlapping ones included; nothing is nowhere. */
export function textPositions(text: string, part: string, run: Run): Json {
  if (part === '') return [];
  run.scan(4 * text.length);
  const found: Json[] = [];
  const plain = isPlain(text);
  let counted = 0;
  let position = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
    run.step();
    if (plain) {
      found.push(at);
      continue;
    }
    for (; counted < at; counted++) {
      if ((text.charCodeAt(counted) & 0xfc00) !== 0xdc00) position++;
    }
    found.push(position);
  }
  run.produce(8 * found.length + 16);
  return found;
}

/** Whether `a` contains `b`: substrings, elements contained in elements, members contained in members. */
export function contains(a: Json, b: Json, run: Run, depth = 0): boolean {
  run.step();
  if (depth > MAX_DEPTH || (depth === 1000 && depthOf(b) > MAX_DEPTH - depth)) {
    throw fail('Containment check too deep');
  }
  if (isObject(a) && isObject(b)) {
    return Object.keys(b).every(
      (key) => Object.hasOwn(a, key) && contains(read(a, key), read(b, key), run, depth + 1),
    );
  }
  if (isArray(a) && isArray(b)) {
    return b.every((part) => a.some((whole) => contains(whole, part, run, depth + 1)));
  }
  if (typeof a === 'string' && typeof b === 'string') {
    run.scan(4 * a.length);
    return a.includes(b);
  }
  return equals(a, b, run);
}

/** How many levels of arrays and objects a value has, found without recursion. */
function depthOf(value: Json): number {
  let level: readonly Json[] = [value];
  let depth = 0;
  while (level.length > 0) {
    const next: Json[] = [];
    for (const part of level) {
      if (isArray(part) || isObject(part)) for (const inner of Object.values(part)) next.push(inner);
    }
    depth++;
    level = next;
  }
  return depth;
}
