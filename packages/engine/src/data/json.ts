import type { Json, JsonObject } from '@orchestrator/definition';

/** Whether a value is a list. `Array.isArray` does not narrow read-only arrays. */
export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** The value of an own property; undefined when there is none. */
export function own(object: JsonObject, key: string): Json | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** A copy of an object with one property set. */
export function withKey(object: JsonObject, key: string, value: Json): JsonObject {
  const copy: Record<string, Json> = { ...object };
  define(copy, key, value);
  return copy;
}

/** Sets an own property; plain assignment would run the setter of `__proto__`. */
export function define(object: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, writable: true, enumerable: true, configurable: true });
}
