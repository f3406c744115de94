import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema';
import type { FieldErrorDTO } from '@orchestrator/plugin-orchestrator-common';
import { bestBranches } from './branch-errors';
import { explain } from './error-messages';

/** A JSON Schema, of which only the checker knows the inside. */
export type JsonSchema = { readonly [key: string]: unknown };

/**
 * Everything in which data does not fit a draft-07 schema, one sentence for each place. Interprets the schema; unlike
 * compiling validators it generates no code, so a strict content security policy does not stop it.
 *
 * A schema that cannot be interpreted (a reference to nowhere) gives no errors: the server has the last word.
 */
export function checkSchema(schema: JsonSchema, data: unknown): FieldErrorDTO[] {
  const units = run(schema, data) ?? [];
  const seen = new Set<string>();
  return bestBranches(units)
    .map((unit) => explain(unit, schema))
    .filter(({ path }) => !seen.has(path) && seen.add(path));
}

/** Whether data fits a schema; false as well when the schema cannot be interpreted. */
export function fitsSchema(schema: JsonSchema, data: unknown): boolean {
  return run(schema, data)?.length === 0;
}

const validators = new WeakMap<JsonSchema, Validator>();

function run(schema: JsonSchema, data: unknown): OutputUnit[] | undefined {
  try {
    const validator = validators.get(schema) ?? new Validator(plainCopy(schema), '7', false);
    validators.set(schema, validator);
    return validator.validate(JSON.parse(JSON.stringify(data ?? null))).errors;
  } catch {
    return undefined;
  }
}

/** A copy that the validator may mark, without keys that speak to the form only. */
function plainCopy(schema: JsonSchema): Schema {
  return JSON.parse(
    JSON.stringify(schema, (key, value: unknown) => (key.startsWith('ui:') ? undefined : value)),
  );
}
