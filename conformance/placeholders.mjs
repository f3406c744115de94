/**
 * Replaces `${name}` by the value that the name is bound to, in all texts of a value. Unbound names stay as written.
 *
 * @param {unknown} value
 * @param {ReadonlyMap<string, string>} bindings
 */
export function resolve(value, bindings) {
  if (typeof value === 'string')
    return value.replaceAll(/\$\{([^}]+)\}/g, (written, name) => bindings.get(name) ?? written);
  if (Array.isArray(value)) return value.map((item) => resolve(item, bindings));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, resolve(item, bindings)]));
}
