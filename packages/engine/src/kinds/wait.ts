import type { WaitTask } from '@orchestrator/definition';
import type { Kind } from './kind.js';

/** Waits for a time. */
export const waitKind: Kind<WaitTask> = {
  begin(walk, frame, task) {
    walk.await(frame, { for: 'timer', due: walk.after(task.duration, frame.scope) });
    return undefined;
  },
};
