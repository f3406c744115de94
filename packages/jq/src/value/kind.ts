import type { Json, JsonObject } from '../json.js';

/** jq's names of the kinds of values, as `type` prints them. */
export type Kind = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

/** The kind of a value. What is no JSON (a function, undefined) counts as null. */
export function kindOf(value: Json): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'object':
      return value === null ? 'null' : Array.isArray(value) ? 'array' : 'object';
    default:
      return 'null';
  }
}

/** Tells arrays from everything else. */
export function isArray(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Tells objects from arrays, null and scalars. */
export function isObject(value: Json): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** jq's truth: everything but null and false. */
export function isTruthy(value: Json): boolean {
  return value !== null && value !== false && value !== undefined;
}
