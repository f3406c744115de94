import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { Json, JsonObject } from '../json.js';
import type { DataSchema, SchemaViolation } from '../program.js';

/** A JSON Schema that cannot be used. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
  readonly code = 'schema-invalid';
}

/**
 * Compiles a schema by draft-07 rules, whatever its `$schema` says (workflow-runtime.md, reference points).
 *
 * @throws SchemaError
 */
export function compileSchema(schema: JsonObject, failOnViolation: boolean): DataSchema {
  // Unknown keywords are allowed: forms put their `ui:` settings into the schema.
  const ajv = new Ajv({ allErrors: true, strict: false, validateSchema: false, logger: false });
  formats.default(ajv);
  // `$id` would become the base of every `$ref`, but references are already resolved within the schema.
  const { $id: _id, $schema: _schema, id: _draft4Id, ...rules } = schema;
  try {
    const validate = ajv.compile(rules);
    return {
      schema,
      failOnViolation,
      validate(data: Json): readonly SchemaViolation[] {
        return validate(data) ? [] : (validate.errors ?? []).map(violation);
      },
    };
  } catch (error) {
    throw new SchemaError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function violation(error: ErrorObject): SchemaViolation {
  const parameters = error.params as Record<string, Json>;
  switch (error.keyword) {
    case 'required':
      // The missing property is named, not its parent: a form can then show the message at the field.
      return {
        path: `${error.instancePath}/${escape(String(parameters.missingProperty))}`,
        message: 'is required',
      };
    case 'additionalProperties':
      return {
        path: `${error.instancePath}/${escape(String(parameters.additionalProperty))}`,
        message: 'is not known here',
      };
    case 'enum':
      return { path: error.instancePath, message: `must be one of ${list(parameters.allowedValues)}` };
    case 'const':
      return { path: error.instancePath, message: `must be ${JSON.stringify(parameters.allowedValue)}` };
    default:
      return { path: error.instancePath, message: error.message ?? 'is not valid' };
  }
}

function list(values: Json | undefined): string {
  return Array.isArray(values)
    ? values.map((value) => (typeof value === 'string' ? value : JSON.stringify(value))).join(', ')
    : '';
}

function escape(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
