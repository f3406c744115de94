import type { JsonObject } from '@orchestrator/definition';
import type { Instance, InstanceError } from '@orchestrator/engine';
import { json } from './json.js';

/** Statuses of a failed call that reach the starter as they are; any other becomes 500 (workflow-runtime.md 4.2). */
const PASSED_ON = new Set([400, 403, 404, 409, 412]);

/** Failures that older runtimes know as illegal arguments, and those that a workflow words itself: they answer 400. */
const BAD_REQUEST = new Set([
  'workflow-error',
  'output-invalid',
  'bad-arguments',
  'bad-duration',
  'bad-collection',
  'expression-failed',
  'expression-budget',
  'unknown-variable',
  'no-branch',
]);

/** How every answer about data that does not fit a schema begins (workflow-runtime.md 4.2). */
export const SCHEMA_VIOLATIONS = 'There are JsonSchema validation errors:';

/** An instance as the workflow API shows it. */
export function view(instance: Instance): JsonObject {
  return { id: instance.id, workflowdata: instance.root.data };
}

/** Whether the instance API no longer knows an instance. */
export function isOver({ state }: Instance): boolean {
  return state === 'COMPLETED' || state === 'ABORTED';
}

/** What a command answers: the instance, or the error body of its failure (workflow-runtime.md 4.2). */
export function outcome(instance: Instance, status = 200, headers: Record<string, string> = {}): Response {
  return instance.error ? failed(instance, instance.error) : json(status, view(instance), headers);
}

function failed(instance: Instance, error: InstanceError): Response {
  return json(statusOf(error), {
    id: instance.id,
    failedNodeId: error.task,
    message: messageOf(error),
    ...(error.status !== undefined && { errorCode: String(error.status) }),
  });
}

/** Of a call that was answered with an error status, clients get what the service said (workflow-runtime.md 4.2). */
function messageOf({ code, status, message, cause }: InstanceError): string {
  if (code === 'output-invalid') return `${SCHEMA_VIOLATIONS}\n${message}`;
  return status === undefined ? message : (cause ?? message);
}

function statusOf({ code, status }: InstanceError): number {
  if (status !== undefined) return PASSED_ON.has(status) ? status : 500;
  return BAD_REQUEST.has(code) ? 400 : 500;
}
