import { pathOf } from './command.js';
import type { Command } from './command.js';
import type { Mutations } from './mutation.js';

const MANAGEMENT = '/management/processes';

/** Mutations of runs and their nodes (data-index-and-jobs.md 1.8). */
export const instanceMutations = {
  ProcessInstanceAbort: ({ id }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `ABORT ProcessInstance with id: ${id}`,
      method: 'DELETE',
      path: instancePath(workflow, id),
    })),
  ProcessInstanceRetry: ({ id }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `RETRY ProcessInstance with id: ${id}`,
      method: 'POST',
      path: `${instancePath(workflow, id)}/retrigger`,
    })),
  ProcessInstanceSkip: ({ id }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `SKIP ProcessInstance with id: ${id}`,
      method: 'POST',
      path: `${instancePath(workflow, id)}/skip`,
    })),
  ProcessInstanceUpdateVariables: ({ id, variables }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `UPDATE VARIABLES of ProcessInstance with id: ${id}`,
      method: 'PUT',
      path: pathOf(workflow, id),
      body: variables ?? '',
    })),
  ProcessInstanceRescheduleSlaTimer: ({ id, expirationTime }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `RESCHEDULE SLA TIMER of ProcessInstance with id: ${id}`,
      ...movedSla(`${instancePath(workflow, id)}/sla`, expirationTime),
    })),
  NodeInstanceRescheduleSlaTimer: ({ processInstanceId: id, nodeInstanceId, expirationTime }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `RESCHEDULE SLA TIMER of Node instance ${nodeInstanceId} from ProcessInstance with id: ${id}`,
      ...movedSla(`${nodeInstancePath(workflow, id, nodeInstanceId)}/sla`, expirationTime),
    })),
  NodeInstanceTrigger: ({ id, nodeId }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `TRIGGER Node ${nodeId} from ProcessInstance with id: ${id}`,
      method: 'POST',
      path: `${instancePath(workflow, id)}/nodes${pathOf(nodeId ?? '')}`,
    })),
  NodeInstanceRetrigger: ({ id, nodeInstanceId }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `RETRIGGER Node instance ${nodeInstanceId} from ProcessInstance with id: ${id}`,
      method: 'POST',
      path: nodeInstancePath(workflow, id, nodeInstanceId),
    })),
  NodeInstanceCancel: ({ id, nodeInstanceId }, to) =>
    to.toInstance(id, (workflow) => ({
      operation: `CANCEL Node instance ${nodeInstanceId} from ProcessInstance with id: ${id}`,
      method: 'DELETE',
      path: nodeInstancePath(workflow, id, nodeInstanceId),
    })),
} satisfies Mutations;

function instancePath(workflowId: string, id: string): string {
  return `${MANAGEMENT}${pathOf(workflowId)}/instances${pathOf(id)}`;
}

function nodeInstancePath(workflowId: string, id: string, nodeInstanceId: string | null | undefined): string {
  return `${instancePath(workflowId, id)}/nodeInstances${pathOf(nodeInstanceId ?? '')}`;
}

/** Runtimes want an object; the original sends the bare time, which none of them can read. */
function movedSla(path: string, time: number): Omit<Command, 'operation'> {
  const body = JSON.stringify({ expirationTime: new Date(time).toISOString() });
  return { method: 'PATCH', path, body };
}
