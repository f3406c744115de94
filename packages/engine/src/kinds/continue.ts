import type { ContinueTask } from '@orchestrator/definition';
import { close } from '../flow/close.js';
import { end } from '../flow/end.js';
import { identifier } from '../identifiers.js';
import type { Kind } from './kind.js';

/** Starts another instance in this one's place and ends this one; a parent goes on waiting for the new one. */
export const continueKind: Kind<ContinueTask> = {
  begin(walk, frame, task) {
    const { instance } = walk;
    const { scope, node } = frame;
    const instanceId = identifier(walk.nextName(), walk.now);
    const { parent, businessKey, sealedHeaders } = instance;
    const data = task.data ? walk.fill(task.data, scope, scope.data) : scope.data;
    walk.effects.push({
      type: 'start',
      node,
      instanceId,
      workflowId: task.workflowId,
      ...(task.version !== undefined && { version: task.version }),
      data,
      variables: instance.variables,
      headers: instance.headers,
      ...(sealedHeaders !== undefined && { sealedHeaders }),
      ...(businessKey !== undefined && { businessKey }),
      ...(parent && { parent }),
      ...(task.timeout && { deadline: walk.after(task.timeout, scope) }),
    });
    close(walk, frame, { type: 'exited' });
    end(walk, 'COMPLETED', instanceId);
    return undefined;
  },
};
