import { hash } from 'node:crypto';
import type { Instance } from '@orchestrator/engine';
import { StoreDataError } from '../errors.js';
import { largeFormat } from '../rows/large-format.js';
import { maxJsonDepth, storableJson } from './storable.js';

/** Length as JSON from which on a part of an instance is kept for itself, in characters. */
export const largeLength = 65_536;

/** A part of an instance that is kept for itself. */
export interface LargePart {
  /** Keys and positions that lead to it. A part inside another one comes behind it. */
  readonly path: readonly string[];
  /** Of its text. */
  readonly hash: string;
  readonly value: unknown;
}

/** An instance as it is stored. */
export interface StoredForm {
  /** With null in the place of each part. */
  readonly snapshot: string;
  readonly parts: readonly LargePart[];
  /** Length of the whole instance as JSON in characters, escapes counted as what they stand for. */
  readonly length: number;
}

/** What is known of a part without looking at it again. Instances share what a step leaves as it is, and never change it. */
interface Known {
  readonly hash: string;
  readonly length: number;
  readonly depth: number;
  /** The parts inside, with their paths from this one on. */
  readonly inner: readonly LargePart[];
}

const known = new WeakMap<object, Known>();

/**
 * The stored form of an instance that is larger than its row should be.
 *
 * @throws StoreDataError when one of its values cannot be stored
 */
export function storedForm(instance: Instance): StoredForm {
  const found = shrink(instance, 0, instance.id);
  const { value, length, inner } = found;
  if (inner.length === 0) return { snapshot: storableJson(instance, instance.id), parts: [], length };
  const form = { ...(value as Instance), format: largeFormat(instance.format) };
  return { snapshot: storableJson(form, instance.id), parts: inner, length };
}

/** The text of a part, with null in the place of each part inside. */
export function partText(part: LargePart, instanceId: string): string {
  return storableJson(withoutParts(part.value), instanceId);
}

interface Shrunk {
  /** What is left of it, the very same where nothing was taken out. */
  readonly value: unknown;
  /** Length of all of it, and of what is left. */
  readonly length: number;
  readonly left: number;
  readonly depth: number;
  readonly inner: readonly LargePart[];
}

/** Takes out the deepest parts that are large, and then what is still large around them. */
function shrink(value: unknown, level: number, instanceId: string): Shrunk {
  if (typeof value === 'string' && value.length >= largeLength) return largeText(value, instanceId);
  if (typeof value !== 'object' || value === null) return scalar(value);
  const memory = known.get(value);
  const shrunk = memory
    ? { value, length: memory.length, left: memory.length, depth: memory.depth, inner: memory.inner }
    : shrinkInside(value, level, instanceId);
  if (level + shrunk.depth > maxJsonDepth)
    throw new StoreDataError(`A value is nested deeper than ${maxJsonDepth} levels.`, instanceId);
  if (level === 0 || (!memory && shrunk.left < largeLength)) return shrunk;
  const digest = memory?.hash ?? hash('sha256', storableJson(shrunk.value, instanceId), 'base64url');
  const { length, depth, inner } = shrunk;
  if (!memory) known.set(value, { hash: digest, length, depth, inner });
  const part = { path: [], hash: digest, value };
  return { value: null, length, left: 4, depth, inner: [part, ...inner] };
}

function scalar(value: unknown): Shrunk {
  // What is undefined is left out by its object.
  const length =
    value === undefined ? 0 : typeof value === 'string' ? value.length + 2 : String(value).length;
  return { value, length, left: length, depth: 0, inner: [] };
}

/** Hashes of the large texts that were met last. Texts have no identity, but comparing one with itself is quick. */
const texts = new Map<string, string>();
const maxTexts = 16;

function largeText(value: string, instanceId: string): Shrunk {
  const digest = texts.get(value) ?? hash('sha256', storableJson(value, instanceId), 'base64url');
  texts.delete(value);
  texts.set(value, digest);
  for (const [oldest] of texts) if (texts.size > maxTexts) texts.delete(oldest);
  const length = value.length + 2;
  return { value: null, length, left: 4, depth: 0, inner: [{ path: [], hash: digest, value }] };
}

function shrinkInside(value: object, level: number, instanceId: string): Shrunk {
  const left: [string, unknown][] = [];
  const inner: LargePart[] = [];
  const sum = { length: 2, left: 2, depth: 0 };
  for (const [key, item] of Object.entries(value)) {
    if (item === undefined) continue;
    const shrunk = shrink(item, level + 1, instanceId);
    const name = Array.isArray(value) ? 1 : key.length + 4;
    sum.length += shrunk.length + name;
    sum.left += shrunk.left + name;
    sum.depth = Math.max(sum.depth, shrunk.depth);
    for (const part of shrunk.inner) inner.push({ ...part, path: [key, ...part.path] });
    left.push([key, shrunk.value]);
  }
  const same = inner.length === 0;
  const rest = same ? value : Array.isArray(value) ? left.map(([, item]) => item) : objectOf(left);
  return { value: rest, length: sum.length, left: sum.left, depth: sum.depth + 1, inner };
}

/** What is stored of a large value: the value without the parts inside. */
function withoutParts(value: unknown): unknown {
  const inner = typeof value === 'object' && value !== null ? (known.get(value)?.inner ?? []) : [];
  return inner.length === 0 ? value : shrinkInside(value as object, 1, '').value;
}

/** Own properties only, also one of the name `__proto__`. */
function objectOf(entries: readonly [string, unknown][]): object {
  return Object.fromEntries(entries);
}
