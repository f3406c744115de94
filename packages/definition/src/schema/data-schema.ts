import { Ajv } from 'ajv';
import type { ErrorObject } from 'ajv';
import formats from 'ajv-formats';
import type { Json, JsonObject } from '../json.js';
import type { DataSchema, SchemaViolation } from '../program/data-schema.js';
import { SchemaError } from './schema-error.js';

/** Data up to this many characters is checked to the end for all that is wrong with it. */
const MAX_EXPLAINED = 100_000;

/** Violations that are told at once. */
const MAX_VIOLATIONS = 50;

/**
 * Compiles a schema by draft-07 rules, whatever its `$schema` says (workflow-runtime.md, reference points).
 *
 * @throws SchemaError
 */
export function compileSchema(schema: JsonObject, failOnViolation: boolean): DataSchema {
  // Unknown keywords are allowed: forms put their `ui:` settings into the schema.
  const validator = (allErrors: boolean): Ajv => {
    // Published schemas hold patterns that are valid only without the u flag.
    const ajv = new Ajv({
      allErrors,
      strict: false,
      validateSchema: false,
      logger: false,
      unicodeRegExp: false,
    });
    formats.default(ajv);
    return ajv;
  };
  // `$id` would become the base of every `$ref`, but references are already resolved within the schema.
  const { $id: _id, $schema: _schema, id: _draft4Id, ...rules } = schema;
  try {
    const fits = validator(false).compile(rules);
    const explain = validator(true).compile(rules);
    return {
      schema,
      failOnViolation,
      validate(data: Json): readonly SchemaViolation[] {
        if (fits(data)) return [];
        // Large data can be wrong in a million places; then the first one has to do.
        const { errors } = JSON.stringify(data).length > MAX_EXPLAINED || explain(data) ? fits : explain;
        return (errors ?? []).slice(0, MAX_VIOLATIONS).map(violation);
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
