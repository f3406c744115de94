import { isJsonObject } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import type { Dialect } from '../program/dialect.js';

/** A JSON object that may be changed. */
interface Changing {
  [key: string]: Json;
}

/**
 * A copy of a document in which everything is mended that we say nothing about on purpose although the published
 * schema refuses it: what the schema still refuses then needs a finding.
 */
export function excused(document: JsonObject, dialect: Dialect): JsonObject {
  const copy: Changing = structuredClone(document);
  excuse(copy, dialect, 'document');
  return copy;
}

function excuse(object: Changing, dialect: Dialect, place: string): void {
  // By the text there may be no retries at all, and any factor can be calculated with.
  if (object.maxAttempts === 0) object.maxAttempts = 1;
  if (typeof object.multiplier === 'number') object.multiplier = Math.round(object.multiplier);
  // Sending without waiting for an answer is common (specification 0.8, section A16).
  if (place === 'eventRef') object.resultEventRef ??= 'answer';
  if (dialect === 'sonataflow') {
    fillIn(object, place);
    tolerateTypes(object, place);
  }
  for (const [name, value] of Object.entries(object)) {
    if (name === 'data' || name === 'arguments') continue;
    const items = Array.isArray(value) ? (value as Json[]) : [value];
    for (const item of items) if (isJsonObject(item)) excuse(item, dialect, name);
  }
}

/** SonataFlow has defaults for what the text demands. */
function fillIn(object: Changing, place: string): void {
  switch (place) {
    case 'document':
      object.specVersion ??= '0.8';
      // An id wins over a key.
      if (Object.hasOwn(object, 'id')) delete object.key;
      return;
    case 'dataInputSchema':
      object.failOnValidationErrors ??= true;
      return;
    case 'start':
      object.schedule ??= 'R/PT1H';
      return;
    case 'stateExecTimeout':
      object.total ??= 'PT1H';
      return;
    case 'branches':
      object.name ??= 'branch';
      return;
    case 'events':
      object.source ??= '';
      return;
    case 'retries':
      object.maxAttempts ??= 1;
      return;
    case 'states':
      if (object.type === 'operation') object.actions ??= [];
      if (object.type === 'switch' && object.eventConditions) object.defaultCondition ??= { end: true };
      return;
    default:
  }
}

/** SonataFlow takes arguments and payloads of any type, and notes of any simple type. */
function tolerateTypes(object: Changing, place: string): void {
  if (place === 'dataInputSchema' && isJsonObject(object.schema)) object.schema = 'written out';
  if (place === 'functionRef' && (typeof object.arguments === 'string' || Array.isArray(object.arguments))) {
    object.arguments = {};
  }
  const holder = ['states', 'eventRef', 'produceEvents', 'continueAs'].includes(place);
  if (holder && object.data !== undefined && object.data !== null) object.data = {};
  if (place !== 'metadata' && place !== 'contextAttributes') return;
  for (const [name, value] of Object.entries(object)) {
    if (typeof value === 'number' || typeof value === 'boolean') object[name] = String(value);
  }
}
