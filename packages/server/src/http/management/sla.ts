import type { Runtime } from '@orchestrator/runtime';
import { HttpProblem } from '../problem.js';
import { livingInstanceOf } from './instances.js';
import { isOpen, unknownNode } from './nodes.js';

/**
 * `PATCH …/sla`, of an instance or of one of its nodes: moves a due date that there never is, because a serverless workflow
 * cannot declare one. Keeping the date without anybody who watches it would only look like an answer.
 *
 * @throws PlainProblem 404, HttpProblem 409 `no-sla`
 */
export async function moveSla(
  runtime: Runtime,
  workflowId: string,
  id: string,
  nodeInstanceId?: string,
): Promise<Response> {
  const instance = await livingInstanceOf(runtime, workflowId, id);
  if (nodeInstanceId !== undefined && !isOpen(instance, nodeInstanceId))
    return unknownNode(id, { nodeInstanceId });
  throw new HttpProblem(
    409,
    'no-sla',
    `${nodeInstanceId === undefined ? `The run ${id}` : `The node ${nodeInstanceId}`} has no SLA due date that could be moved, since a workflow can't declare one; limit its time by "timeouts" in its definition.`,
  );
}
