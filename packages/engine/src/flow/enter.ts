import type { TaskId } from '@orchestrator/definition';
import type { OpenFrame, OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { TaskFailure } from '../failure.js';
import { beginTask } from '../kinds/kinds.js';
import { narrow } from './filters.js';
import type { Next } from './next.js';

/**
 * Opens a task on a path and begins it, unless the path has come so far that others must have their turn.
 *
 * @param narrowed - true: the data went through the task's input filter already, when it was begun before
 */
export function enter(walk: Walk, scope: OpenScope, id: TaskId, narrowed = false): Next {
  const frame = walk.open(scope, walk.task(id));
  frame.narrowed = narrowed;
  walk.steps += 1;
  walk.stepsSinceWait += 1;
  const { maxStepsPerAdvance, maxCostPerAdvance, maxStepsWithoutWait } = walk.limits;
  if (walk.stepsSinceWait > maxStepsWithoutWait) {
    throw new TaskFailure(
      {
        code: 'step-limit',
        message: `The workflow went through ${maxStepsWithoutWait} steps without waiting for anything; it probably loops.`,
      },
      false,
    );
  }
  if (walk.steps <= maxStepsPerAdvance && walk.cost <= maxCostPerAdvance) return begin(walk, frame);
  // A timer that is due at once brings this path back, also after a crash.
  walk.await(frame, { for: 'turn', due: walk.now });
  return undefined;
}

/** Does what a task does, up to its end or to what it waits for. Its frame is open already. */
export function begin(walk: Walk, frame: OpenFrame): Next {
  const { task, scope } = frame;
  frame.dataBefore = scope.data;
  if (task.input && !frame.narrowed) {
    scope.data = narrow(walk, scope, task.input);
    frame.narrowed = true;
  }
  if (task.timeout) {
    frame.deadline = walk.after(task.timeout, scope);
    walk.timer(frame.node, 'deadline', frame.deadline);
  }
  const next = beginTask(walk, frame);
  frame.dataBefore = undefined;
  return next;
}
