import type { Json } from '@orchestrator/definition';
import type { TaskRow } from '@orchestrator/store';
import type { TaskCaller } from '../mutations/task-mutations.js';
import { taskSchema } from './task-schema.js';
import type { TaskSchemaContext } from './task-schema.js';

/** A user task as GraphQL shows it: what goes in and comes out is JSON as text. */
export function taskView(row: TaskRow): object {
  return {
    ...row,
    schema: (caller: TaskCaller, context: TaskSchemaContext) => taskSchema(row, caller, context),
    processInstanceId: row.processInstanceId ?? '',
    inputs: text(row.inputs),
    outputs: text(row.outputs),
    attachments: row.attachments.map((attachment) => ({ ...attachment, name: attachment.name ?? '' })),
  };
}

function text(value: Json | null): string | null {
  return value === null ? null : JSON.stringify(value);
}
