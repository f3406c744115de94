import type { CallEffect, Instance } from '@orchestrator/engine';
import type { Row } from '../database/database.js';
import { StoreSchemaError } from '../errors.js';
import type { StoredDefinition } from '../store.js';

/** Version of the instance form that this release reads. */
const instanceFormat = 1;

/** A text column that is never null. */
export function textColumn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value !== 'string') throw new TypeError(`Column ${column} is no text.`);
  return value;
}

/** A number column that is never null. */
export function numberColumn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value !== 'number') throw new TypeError(`Column ${column} is no number.`);
  return value;
}

/** A text column, or null. */
export function optionalText(row: Row, column: string): string | null {
  return row[column] === null ? null : textColumn(row, column);
}

/** A number column, or null. */
export function optionalNumber(row: Row, column: string): number | null {
  return row[column] === null ? null : numberColumn(row, column);
}

/** An instance from its stored text. @throws StoreSchemaError when a newer release wrote it in another form */
export function readInstance(text: string): Instance {
  const value: unknown = JSON.parse(text);
  if (isInstance(value)) return value;
  throw new StoreSchemaError(
    'An instance was stored by a newer release, in a form that this one cannot read.',
  );
}

/** A call from its stored text. */
export function readCall(text: string): CallEffect {
  const value: unknown = JSON.parse(text);
  if (isCall(value)) return value;
  throw new StoreSchemaError('A call was stored by a newer release, in a form that this one cannot read.');
}

/** A definition from its stored text. */
export function readDefinition(text: string): StoredDefinition {
  const value: unknown = JSON.parse(text);
  if (isDefinition(value)) return value;
  throw new StoreSchemaError(
    'A definition was stored by a newer release, in a form that this one cannot read.',
  );
}

// The store wrote these texts itself, so the guards look at what tells the forms apart and trust the rest.

function isInstance(value: unknown): value is Instance {
  return isRecord(value) && value['format'] === instanceFormat && typeof value['id'] === 'string';
}

function isCall(value: unknown): value is CallEffect {
  return isRecord(value) && value['type'] === 'call' && typeof value['node'] === 'string';
}

function isDefinition(value: unknown): value is StoredDefinition {
  return isRecord(value) && typeof value['hash'] === 'string' && typeof value['source'] === 'string';
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
