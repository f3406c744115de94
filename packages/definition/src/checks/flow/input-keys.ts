import { isJsonObject } from '../../json.js';
import type { Json } from '../../json.js';
import type { DataSchema } from '../../program/data-schema.js';
import type { Keys } from './output-keys.js';

/** Keywords under which a schema has further schemas for the same value. */
const COMPOSITIONS = ['allOf', 'anyOf', 'oneOf', 'if', 'then', 'else', 'dependencies', 'dependentSchemas'];

/**
 * The top-level keys of the data that a workflow starts with, as its input schema lists them. A schema that leaves
 * the names open on purpose, or refers to other schemas, says nothing.
 */
export function inputKeys(input: DataSchema | undefined): Keys {
  const keys = new Set<string>();
  return input && collect(input.schema, keys) && keys.size > 0 ? keys : 'anything';
}

/** False when the schema allows names that it does not list. */
function collect(schema: Json, keys: Set<string>): boolean {
  if (!isJsonObject(schema)) return schema !== true;
  const open = ['additionalProperties', 'patternProperties', 'unevaluatedProperties'];
  if (open.some((name) => Object.hasOwn(schema, name) && schema[name] !== false)) return false;
  if (Object.hasOwn(schema, '$ref') || Object.hasOwn(schema, 'propertyNames')) return false;
  if (Object.hasOwn(schema, 'properties') && isJsonObject(schema.properties)) {
    for (const key of Object.keys(schema.properties)) keys.add(key);
  }
  return COMPOSITIONS.every((name) => {
    if (!Object.hasOwn(schema, name)) return true;
    const part = schema[name];
    const parts =
      isJsonObject(part) && name.startsWith('depend') ? Object.values(part) : [part ?? true].flat();
    return parts.every((item: Json) => collect(item, keys));
  });
}
