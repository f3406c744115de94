import type { Cursor } from '../document/cursor.js';
import { isJsonObject } from '../json.js';
import type { JsonObject } from '../json.js';
import type { DataSchema } from '../program/data-schema.js';
import { resolveReference } from '../resolve-reference.js';
import type { Place } from '../resolve-reference.js';
import type { Resources } from '../resources.js';
import { bundleSchema, parseSchema } from './bundle.js';
import { compileSchema, SchemaError } from './data-schema.js';

/**
 * Reads a schema property: a path, an object `{schema, failOnValidationErrors}` around a path or a schema, or a
 * schema written in place (workflow-runtime.md 1.1).
 */
export async function schemaSection(
  section: Cursor,
  place: Place,
  resources: Resources,
): Promise<DataSchema | undefined> {
  if (!section.exists) return undefined;
  const wrapped = isJsonObject(section.value) && Object.hasOwn(section.value, 'schema');
  const schema = wrapped ? section.get('schema') : section;
  const flag = wrapped ? section.get('failOnValidationErrors') : undefined;
  const failOnViolation = !flag?.exists || flag.boolean !== false;
  try {
    const found = await readSchema(schema, place, resources);
    if (!found) return undefined;
    const bundle = await bundleSchema(
      found.schema,
      { file: found.file, workflowFolder: place.workflowFolder },
      resources,
    );
    for (const reference of bundle.missing) {
      schema.report(
        'warning',
        'resource-missing',
        `The schema refers to ${reference}, which isn't there; that part of the data isn't checked.`,
      );
    }
    return compileSchema(bundle.schema, failOnViolation);
  } catch (error) {
    if (!(error instanceof SchemaError)) throw error;
    schema.error('schema-invalid', `The schema can't be used: ${error.message}`);
    return undefined;
  }
}

async function readSchema(
  cursor: Cursor,
  place: Place,
  resources: Resources,
): Promise<{ schema: JsonObject; file: string } | undefined> {
  if (isJsonObject(cursor.value)) return { schema: cursor.value, file: place.file };
  const reference = cursor.text;
  if (reference === undefined) return undefined;
  const found = await resolveReference(reference, place, resources);
  if ('text' in found) return { schema: parseSchema(found.text, found.path), file: found.path };
  cursor.error(found.code, `The schema can't be read. ${found.message}`);
  return undefined;
}
