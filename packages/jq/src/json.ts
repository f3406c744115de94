/** Any JSON value. Values are never mutated: an update builds a new value and shares the unchanged parts. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;

/** A JSON object. Only its own properties count; keys such as `__proto__` are ordinary data. */
export interface JsonObject {
  readonly [key: string]: Json;
}
