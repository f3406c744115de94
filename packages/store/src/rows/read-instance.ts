import { upgradeInstance } from '@orchestrator/engine';
import type { Instance, StoredInstance } from '@orchestrator/engine';
import type { Row } from '../database/database.js';
import { StoreSchemaError } from '../errors.js';
import { wholeFormat } from './large-format.js';
import { optionalText, textColumn } from './read-rows.js';

/** Where the large parts of an instance belong, and the hash of each. */
export type LargePlaces = readonly (readonly [path: readonly string[], hash: string])[];

/**
 * An instance from the columns `snapshot`, `large` and `parts`, in the engine's present form.
 *
 * @throws StoreSchemaError when a newer release wrote it
 */
export function readInstance(row: Row): Instance {
  const stored = JSON.parse(textColumn(row, 'snapshot')) as StoredInstance;
  try {
    return upgradeInstance(whole(stored, row));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new StoreSchemaError(
      'An instance was stored by a newer release, in a form that this one cannot read.',
    );
  }
}

/** The places of the large parts of an instance; none for nearly all. */
export function largePlaces(row: Row): LargePlaces {
  const text = optionalText(row, 'large');
  return text === null ? [] : (JSON.parse(text) as LargePlaces);
}

function whole(stored: StoredInstance, row: Row): StoredInstance {
  const places = largePlaces(row);
  if (places.length === 0) return stored;
  const parts = new Map(Object.entries(JSON.parse(optionalText(row, 'parts') ?? '{}') as object));
  const placed = new Set<string>();
  for (const [path, hash] of places) {
    if (!parts.has(hash)) throw new TypeError('A part of an instance is missing.');
    const part: unknown = parts.get(hash);
    // Parts of the same text may differ in the parts inside.
    put(stored, path, placed.has(hash) ? structuredClone(part) : part);
    placed.add(hash);
  }
  return { ...stored, format: wholeFormat(stored.format) };
}

/** Puts a part in its place, without moving the key, whatever its name. */
function put(target: unknown, path: readonly string[], value: unknown): void {
  const parent = path.slice(0, -1).reduce(inside, target);
  if (typeof parent !== 'object' || parent === null)
    throw new TypeError('A part of an instance has no place.');
  const property = { value, writable: true, enumerable: true, configurable: true };
  Object.defineProperty(parent, path.at(-1) ?? '', property);
}

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as { readonly [key: string]: unknown })[key]
    : undefined;
}
