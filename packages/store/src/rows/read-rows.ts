import type { CallEffect } from '@orchestrator/engine';
import type { Json } from '@orchestrator/definition';
import type { Row } from '../database/database.js';
import { StoreSchemaError } from '../errors.js';
import type { PublishedDefinition, StoredDefinition } from '../store.js';

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

/** A JSON column that was selected as text; null when the column is. */
export function jsonText(row: Row, column: string): Json | null {
  const text = optionalText(row, column);
  return text === null ? null : (JSON.parse(text) as Json);
}

/** A list of texts in JSON; empty when there is none. */
export function texts(row: Row, column: string): readonly string[] {
  return (jsonText(row, column) ?? []) as readonly string[];
}

/** The column `milliseconds` of a single row: how long from now; what is past is now, null is never. */
export function readDelay([row]: readonly Row[]): number | undefined {
  const milliseconds = row && optionalNumber(row, 'milliseconds');
  return milliseconds === null || milliseconds === undefined ? undefined : Math.max(0, milliseconds);
}

/** A call from its stored text. */
export function readCall(text: string): CallEffect {
  const value: unknown = JSON.parse(text);
  if (isCall(value)) return value;
  if (isFormerCall(value)) return { ...value, detached: false, arguments: { value: value.arguments } };
  throw new StoreSchemaError('A call was stored by a newer release, in a form that this one cannot read.');
}

/** A definition from its stored text. */
export function readDefinition(text: string): StoredDefinition {
  const value: unknown = JSON.parse(text);
  // The first releases knew one dialect only.
  if (isDefinition(value)) return { ...value, dialect: value.dialect ?? 'sonataflow' };
  throw new StoreSchemaError(
    'A definition was stored by a newer release, in a form that this one cannot read.',
  );
}

/** A definition in force. */
export function readPublished(row: Row): PublishedDefinition {
  const reading = jsonText(row, 'reading');
  return {
    workflowId: textColumn(row, 'id'),
    hash: textColumn(row, 'definition'),
    path: textColumn(row, 'path'),
    since: numberColumn(row, 'published'),
    ...(reading !== null && { reading }),
  };
}

// The store wrote these texts itself, so the guards look at what tells the forms apart and trust the rest.

function isCall(value: unknown): value is CallEffect {
  return isRecord(value) && value['type'] === 'call' && typeof value['detached'] === 'boolean';
}

/** As the first releases stored calls: none was detached, and arguments were always values. */
function isFormerCall(value: unknown): value is CallEffect & { readonly arguments: Json } {
  return isRecord(value) && value['type'] === 'call' && !Object.hasOwn(value, 'detached');
}

function isDefinition(
  value: unknown,
): value is Omit<StoredDefinition, 'dialect'> & Partial<Pick<StoredDefinition, 'dialect'>> {
  return isRecord(value) && typeof value['hash'] === 'string' && typeof value['source'] === 'string';
}

function isRecord(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}
