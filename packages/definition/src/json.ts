/** Any JSON value. Values of this type are never mutated: an update builds a new value and shares the unchanged parts. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. Read it with own-property access only; keys such as `__proto__` are ordinary data. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Tells a JSON object from arrays, scalars, null and undefined. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
