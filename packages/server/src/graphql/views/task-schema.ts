import type { TaskRow } from '@orchestrator/store';
import { GraphQLError } from 'graphql';
import { pathOf } from '../mutations/command.js';
import type { Command } from '../mutations/command.js';
import type { Channels } from '../mutations/commander.js';
import { resultText } from '../mutations/result-text.js';
import { callerQuery } from '../mutations/task-mutations.js';
import type { TaskCaller } from '../mutations/task-mutations.js';

/** Schemas for which one request may ask: each is a request to another runtime. */
const MAX_SCHEMAS = 20;

/** What asking for a schema needs of its request. */
export interface TaskSchemaContext {
  /** Absent where nobody is asked. */
  readonly channels: Channels | undefined;
  /** Schemas that were asked for so far. */
  taskSchemas: number;
}

/**
 * The JSON Schema of what a user task wants, as its runtime answers it; null when nobody can be asked
 * (data-index-and-jobs.md 1.8).
 *
 * @throws GraphQLError for an answer that tells of an error, and where a request asks for too many
 */
export async function taskSchema(
  row: TaskRow,
  caller: TaskCaller,
  context: TaskSchemaContext,
): Promise<string | null> {
  const { endpoint, processId, processInstanceId, name, externalReferenceId } = row;
  const { channels } = context;
  if (!channels?.forward || endpoint === null) return null;
  context.taskSchemas += 1;
  if (context.taskSchemas > MAX_SCHEMAS)
    throw new GraphQLError(`A query may ask for the schemas of ${MAX_SCHEMAS} user tasks.`);
  const parts = [processId, processInstanceId, name, externalReferenceId].map((part) => part ?? '');
  const command: Command = {
    operation: `Get User Task schema for task with id: ${row.id}`,
    method: 'GET',
    path: `${pathOf(...parts)}/schema${callerQuery(caller)}`,
  };
  return resultText(await channels.forward(endpoint, command, channels.authorization), command);
}
