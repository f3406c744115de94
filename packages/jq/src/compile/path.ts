import type { Json } from '../json.js';

/** A path as a list from its last key back to the root; paths share their beginnings. */
export interface Path {
  readonly key: Json;
  readonly up: Path | null;
  readonly length: number;
}

/** The path of the whole value. */
export const ROOT: Path = Object.freeze({ key: null, up: null, length: 0 });

/** A path with one more key. */
export function extend(path: Path, key: Json): Path {
  return { key, up: path, length: path.length + 1 };
}

/** The path as the array of keys that jq shows. */
export function keysOf(path: Path): Json[] {
  const keys = new Array<Json>(path.length);
  for (let at: Path = path; at.up !== null; at = at.up) keys[at.length - 1] = at.key;
  return keys;
}
