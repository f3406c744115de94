import type { JsonObject, JsonValue } from '@backstage/types';

/** Reads untrusted JSON: each function answers the value when it has the expected form, otherwise undefined. */

/** An object that is not an array. */
export function asObject(value: unknown): { readonly [key: string]: unknown } | undefined {
  return isObject(value) ? value : undefined;
}

/** Like {@link asObject}, for JSON that has just been parsed and so cannot hold anything but JSON. */
export function asJsonObject(value: unknown): JsonObject | undefined {
  return isJsonObject(value) ? value : undefined;
}

/** An array; anything else becomes an empty one. */
export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Own property of an object; `__proto__` and inherited names are no fields. */
export function field(value: unknown, name: string): unknown {
  return isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** A string field. */
export function text(value: unknown, name: string): string | undefined {
  const found = field(value, name);
  return typeof found === 'string' ? found : undefined;
}

/** A finite number field. */
export function number(value: unknown, name: string): number | undefined {
  const found = field(value, name);
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined;
}

/** The strings of an array field. */
export function texts(value: unknown, name: string): string[] {
  return asArray(field(value, name)).filter((item) => typeof item === 'string');
}

/** Parsed text, or undefined when it is not JSON. */
export function parseJson(source: string): JsonValue | undefined {
  try {
    return JSON.parse(source);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isJsonObject(value: unknown): value is JsonObject {
  return isObject(value);
}
