import type { SwitchTask } from '@orchestrator/definition';
import { TaskFailure } from '../failure.js';
import type { Kind } from './kind.js';

/** Takes the first branch whose condition is true. */
export const switchKind: Kind<SwitchTask> = {
  begin(walk, { scope }, task) {
    const branch = task.branches.find(({ when }) => walk.holds(when, scope));
    const then = branch?.then ?? task.otherwise;
    if (then) return { done: true, then };
    throw new TaskFailure({
      code: 'no-branch',
      message: `No condition of "${task.name}" is true for this data, and it has no default; add a defaultCondition.`,
    });
  },
};
