import { asArray, asObject, field } from '../client/fields';

/** Subschemas below this depth are not looked at. */
const MAX_DEPTH = 20;

/** Names of the top-level properties that a JSON Schema knows, wherever it declares them. */
export function schemaKeys(schema: unknown): ReadonlySet<string> {
  const keys = new Set<string>();
  collect(schema, schema, keys, MAX_DEPTH);
  return keys;
}

/** Own properties of an object whose names are among these. */
export function pickKeys(
  data: { readonly [key: string]: unknown },
  keys: ReadonlySet<string>,
): { readonly [key: string]: unknown } {
  return Object.fromEntries(Object.entries(data).filter(([key]) => keys.has(key)));
}

function collect(schema: unknown, root: unknown, keys: Set<string>, depth: number): void {
  if (depth === 0 || asObject(schema) === undefined) {
    return;
  }
  Object.keys(asObject(field(schema, 'properties')) ?? {}).forEach((key) => keys.add(key));
  for (const inner of applicators(schema, root)) {
    collect(inner, root, keys, depth - 1);
  }
}

/** Subschemas that speak of the same value. */
function applicators(schema: unknown, root: unknown): unknown[] {
  const lists = ['allOf', 'anyOf', 'oneOf'].flatMap((name) => asArray(field(schema, name)));
  const single = ['if', 'then', 'else'].map((name) => field(schema, name));
  const dependent = ['dependencies', 'dependentSchemas'].flatMap((name) =>
    Object.values(asObject(field(schema, name)) ?? {}),
  );
  return [...lists, ...single, ...dependent, resolve(field(schema, '$ref'), root)];
}

/** Follows a reference inside the document. */
function resolve(ref: unknown, root: unknown): unknown {
  if (typeof ref !== 'string' || !ref.startsWith('#/')) {
    return undefined;
  }
  const parts = ref.slice(2).split('/');
  return parts.reduce<unknown>((value, part) => field(value, decodePointer(part)), root);
}

function decodePointer(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
