import { framesOf } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { TaskFailure } from '../failure.js';
import { close, closeInside } from '../flow/close.js';
import { enter } from '../flow/enter.js';
import { afterwards } from '../flow/leave.js';
import type { Next } from '../flow/next.js';
import { proceed } from '../kinds/kinds.js';

/** Takes an instance out of ERROR: its failed nodes are repeated or left behind. */
export function repair(walk: Walk, how: 'retried' | 'skipped'): boolean {
  const frames = [...framesOf(walk.root)];
  walk.state = 'ACTIVE';
  walk.error = undefined;
  walk.stepsSinceWait = 0;
  for (const frame of frames) {
    if (frame.failed) {
      walk.agenda.last(frame.scope, () => (how === 'retried' ? repeat(walk, frame) : skip(walk, frame)));
    }
  }
  // A definition without a task to begin with left no node behind; the next try is a new beginning.
  if (frames.length === 0) walk.agenda.last(walk.root, () => ({ enter: walk.program.start }));
  countLater(walk, frames);
  return true;
}

/** Lets tasks decide, after everything that is planned, about the paths that ended while the instance stood still. */
export function countLater(walk: Walk, frames: readonly OpenFrame[]): void {
  for (const frame of frames) {
    walk.agenda.last(frame.scope, () => {
      const stands = walk.state === 'ACTIVE' && frame.scope.leaf === frame && !frame.kept('leaving');
      return stands ? proceed(walk, frame) : undefined;
    });
  }
}

/** Repeats a failed node; one that failed on its way out is only left again. */
export function repeat(walk: Walk, frame: OpenFrame): Next {
  const leaving = frame.kept('leaving');
  if (leaving) {
    frame.failed = false;
    return { done: true, then: leaving.then, output: leaving.output };
  }
  return beginAnew(walk, frame);
}

/** Gives up what a node does and opens its task again, as a new node instance. */
export function beginAnew(walk: Walk, frame: OpenFrame): Next {
  const { scope, task, narrowed } = frame;
  closeInside(walk, frame);
  close(walk, frame, { type: 'cancelled' });
  walk.retriggering = true;
  try {
    return enter(walk, scope, task.id, narrowed);
  } finally {
    walk.retriggering = false;
  }
}

function skip(walk: Walk, frame: OpenFrame): Next {
  const { scope, task } = frame;
  const then = frame.kept('leaving')?.then ?? (task.kind === 'switch' ? task.otherwise : task.then);
  if (then === undefined && frame.outer === null && task.kind === 'switch') {
    throw new TaskFailure(
      {
        code: 'nowhere-to-go',
        message: `"${task.name}" can't be skipped: it has no default to go on with. Correct the data and try again.`,
      },
      false,
    );
  }
  closeInside(walk, frame);
  close(walk, frame, { type: 'skipped' });
  return afterwards(walk, scope, then);
}
