import type { RunTask } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Next } from '../flow/next.js';
import { identifier } from '../identifiers.js';
import { actionData, attemptDue, wholeData } from './action-data.js';

/** Starts another workflow and, unless it is detached, waits for its end. */
export function runWorkflow(walk: Walk, frame: OpenFrame, task: RunTask): Next {
  const { instance } = walk;
  const { sealedHeaders } = instance;
  const { scope, node } = frame;
  const instanceId = identifier(walk.nextName(), walk.now);
  const data = wholeData(walk, frame, task, actionData(walk, frame, task));
  walk.showInput(frame, data);
  walk.effects.push({
    type: 'start',
    node,
    instanceId,
    workflowId: task.workflowId,
    ...(task.version !== undefined && { version: task.version }),
    data,
    // Loop variables and what stood beside the start data are known to the child under the same names (1.10).
    variables: { ...instance.variables, ...scope.item },
    headers: instance.headers,
    ...(sealedHeaders !== undefined && { sealedHeaders }),
    parent: {
      instanceId: instance.id,
      ...(!task.detached && { node }),
      child: instanceId,
      rootInstanceId: instance.parent?.rootInstanceId ?? instance.id,
      rootWorkflowId: instance.parent?.rootWorkflowId ?? instance.workflowId,
    },
  });
  if (task.detached) {
    walk.children = [...walk.children, { instanceId, onParentEnd: task.onParentEnd }];
    return { done: true };
  }
  walk.await(frame, { for: 'child', instanceId, ...attemptDue(walk, frame, task) });
  return undefined;
}
