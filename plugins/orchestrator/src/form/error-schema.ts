import { ErrorSchemaBuilder, type ErrorSchema } from '@rjsf/utils';
import type { FieldErrorDTO } from '@orchestrator/plugin-orchestrator-common';
import { parsePointer } from './json-pointer';

/** Errors by place in the shape in which RJSF hands them to the fields. */
export function toErrorSchema(fields: readonly FieldErrorDTO[]): ErrorSchema {
  const builder = new ErrorSchemaBuilder();
  for (const { path, message } of fields) {
    builder.addErrors(message, parsePointer(path));
  }
  return builder.ErrorSchema;
}
