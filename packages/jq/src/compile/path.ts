import type { Json } from '../json.js';

/**
 * How far a path expression has come: a path as a list from its last key back to the root (paths share their
 * beginnings) and the value that stands there. Parts that are no path leave it as it is, as in jq: their outputs
 * count as parts of the input only if they are that very value again.
 */
export interface Path {
  readonly key: Json;
  readonly up: Path | null;
  readonly length: number;
  readonly value: Json;
  /** True when the output at hand is a text or a number that was made anew, even if it equals `value`. */
  readonly lost: boolean;
}

/** The path of a whole value. */
export function rootOf(value: Json): Path {
  return { key: null, up: null, length: 0, value, lost: false };
}

/** A path with one more key, and the value there. */
export function extend(path: Path, key: Json, value: Json): Path {
  return { key, up: path, length: path.length + 1, value, lost: false };
}

/** Whether a value is the one at the path. */
export function isAt(value: Json, path: Path): boolean {
  return !path.lost && (value === path.value || (Number.isNaN(value) && Number.isNaN(path.value)));
}

/** The path after a part that is no path and put out this value. */
export function beside(path: Path, value: Json): Path {
  const lost = typeof value === 'string' || typeof value === 'number';
  return lost === path.lost ? path : { ...path, lost };
}

/** The path after a part that put out a value which was kept somewhere. */
export function found(path: Path): Path {
  return path.lost ? { ...path, lost: false } : path;
}

/** Errors whose value was made anew, as texts and numbers are. */
const MADE = new WeakSet<Error>();

/** Notes with an error that is raised inside a path expression whether its value is that at the path. */
export function carry(error: Error, path: Path): Error {
  if (path.lost) MADE.add(error);
  return error;
}

/** The path of an error's value, once it is caught. */
export function caught(error: Error, value: Json, path: Path): Path {
  return MADE.has(error) ? beside(path, value) : found(path);
}

/** The path as the array of keys that jq shows. */
export function keysOf(path: Path): Json[] {
  const keys = new Array<Json>(path.length);
  for (let at: Path = path; at.up !== null; at = at.up) keys[at.length - 1] = at.key;
  return keys;
}
