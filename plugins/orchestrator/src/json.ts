/** An object read from outside, of which nothing is known yet. */
export type UnknownRecord = { readonly [key: string]: unknown };

/** Whether a value is an object with string keys: neither null nor an array. */
export function isRecord(value: unknown): value is UnknownRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Own property of a value that may be anything; `__proto__` and the like are ordinary keys. */
export function property(value: unknown, key: string): unknown {
  return isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Own property when it is a string. */
export function stringProperty(value: unknown, key: string): string | undefined {
  const found = property(value, key);
  return typeof found === 'string' ? found : undefined;
}

/** Own property when it is an array; otherwise an empty one. */
export function arrayProperty(value: unknown, key: string): readonly unknown[] {
  const found = property(value, key);
  return Array.isArray(found) ? found : [];
}
