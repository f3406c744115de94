import { NotFoundError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { InputSchemaResponseDTO } from '@orchestrator/plugin-orchestrator-common';
import { workflowDataOf, type Instance } from '../client/instance';
import { pickKeys, schemaKeys } from './schema-keys';

/** Keywords by which a schema says what a form could ask for. */
const FORM_KEYWORDS = ['properties', '$ref', 'allOf', 'anyOf', 'oneOf', 'if'];

/**
 * Answer of the input schema endpoint (contract 5.6): the schema, and a run's data as far as the schema knows it.
 *
 * @throws NotFoundError when the run is one of another workflow
 */
export function toInputSchemaResponse(
  workflowId: string,
  inputSchema: JsonObject | undefined,
  instance: Instance | undefined,
): InputSchemaResponseDTO {
  if (instance !== undefined && instance.processId !== workflowId) {
    throw new NotFoundError(`The workflow ${workflowId} has no run ${instance.id}.`);
  }
  if (inputSchema === undefined || !FORM_KEYWORDS.some((keyword) => Object.hasOwn(inputSchema, keyword))) {
    return {};
  }
  const data = instance && workflowDataOf(instance);
  return data ? { inputSchema, data: pickKeys(data, schemaKeys(inputSchema)) } : { inputSchema };
}
