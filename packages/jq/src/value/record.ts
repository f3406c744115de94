import type { Json, JsonObject } from '../json.js';

/** An object under construction; it becomes a value once nobody writes to it any more. */
export type Draft = Record<string, Json>;

/** Sets an own property, `__proto__` included. */
export function put(target: Draft, key: string, value: Json): void {
  if (key === '__proto__') {
    Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  } else {
    target[key] = value;
  }
}

/** The own property of that name, or null. */
export function read(object: JsonObject, key: string): Json {
  return Object.hasOwn(object, key) ? (object[key] ?? null) : null;
}

/** A writable copy of an object's own properties. */
export function copyOf(object: JsonObject): Draft {
  return { ...object };
}

/** Freezes a value with all its parts, so that it can be shared between evaluations. */
export function freezeDeep(value: Json): Json {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) freezeDeep(part);
  }
  return value;
}
