import type { Cursor } from '../document/cursor.js';
import { isJsonObject } from '../json.js';
import type { DataSchema } from '../program/data-schema.js';
import { resolveReference } from '../resolve-reference.js';
import type { Place } from '../resolve-reference.js';
import type { Resources } from '../resources.js';
import { bundleSchema, trailingText } from './bundle.js';
import { parseSchema } from './parse-schema.js';
import type { ParsedSchema } from './parse-schema.js';
import { SchemaError } from './schema-error.js';

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
    const problems = [...(found.hasRest ? [trailingText(found.file)] : []), ...bundle.problems];
    if (problems.length > 0) schema.report('warning', 'schema-problem', problems.join(' '));
    // Most workflows have no schema, and what checks data is larger than the rest of the compiler.
    const { compileSchema } = await import('./data-schema.js');
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
): Promise<(ParsedSchema & { readonly file: string }) | undefined> {
  if (isJsonObject(cursor.value)) return { schema: cursor.value, file: place.file, hasRest: false };
  const reference = cursor.text;
  if (reference === undefined) return undefined;
  const found = await resolveReference(reference, place, resources);
  if ('text' in found) return { ...parseSchema(found.text, found.path), file: found.path };
  // A document of another machine may be out of reach for reasons that the author can't mend.
  const severity = found.code === 'resource-unavailable' ? 'warning' : 'error';
  cursor.report(
    severity,
    found.code,
    `The schema can't be read, so the data isn't checked. ${found.message}`,
  );
  return undefined;
}
