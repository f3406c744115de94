import type { TaskRow } from '@orchestrator/store';
import { pathOf } from '../mutations/command.js';
import type { Command } from '../mutations/command.js';
import type { Channels } from '../mutations/commander.js';
import { resultText } from '../mutations/result-text.js';
import { callerQuery } from '../mutations/task-mutations.js';
import type { TaskCaller } from '../mutations/task-mutations.js';

/**
 * The JSON Schema of what a user task wants, as its runtime answers it; null when nobody can be asked
 * (data-index-and-jobs.md 1.8).
 *
 * @throws GraphQLError for an answer that tells of an error
 */
export async function taskSchema(
  row: TaskRow,
  caller: TaskCaller,
  channels: Channels | undefined,
): Promise<string | null> {
  const { endpoint, processId, processInstanceId, name, externalReferenceId } = row;
  if (!channels?.forward || endpoint === null) return null;
  const parts = [processId, processInstanceId, name, externalReferenceId].map((part) => part ?? '');
  const command: Command = {
    operation: `Get User Task schema for task with id: ${row.id}`,
    method: 'GET',
    path: `${pathOf(...parts)}/schema${callerQuery(caller)}`,
  };
  return resultText(await channels.forward(endpoint, command, channels.authorization), command);
}
