import { CANCEL_COMPENSATION } from '@orchestrator/definition';
import type { DoTask, Task, TaskId } from '@orchestrator/definition';
import { framesOf } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { closeInside } from '../flow/close.js';
import { enter } from '../flow/enter.js';
import type { Next } from '../flow/next.js';
import { goOnWith } from './go-on-with.js';
import { startAt } from './rewind.js';

/**
 * Starts a node because an operator wants it. A state, and what happens on the way out of one, is entered in place of
 * what is active. An action takes its turn among those around it; where they are not being run, its state is entered at
 * this action. False: there is no such place, or there are several of them, as in a loop.
 */
export function trigger(walk: Walk, id: TaskId): boolean {
  const task = walk.program.tasks.get(id);
  if (!task || id === CANCEL_COMPENSATION) return false;
  if (task.role === 'state' || task.role === 'transition') {
    startAt(walk, task.state, () => ({ enter: id }));
    return true;
  }
  const running = [...framesOf(walk.root)].filter((frame) => frame.kept('do') && isChild(frame.task, id));
  const [frame, another] = running;
  if (another) return false;
  if (frame) {
    goOnWith(walk, frame, () => turnTo(walk, frame, id));
    return true;
  }
  const state = walk.program.tasks.get(task.state);
  if (!state || !isChild(state, id)) return false;
  startAt(walk, state.id, () => enterAt(walk, state, id));
  return true;
}

function isChild(around: Task, id: TaskId): around is DoTask {
  return around.kind === 'do' && around.children.includes(id);
}

/** Gives up the present child of a task for another one. */
function turnTo(walk: Walk, frame: OpenFrame, id: TaskId): Next {
  closeInside(walk, frame);
  frame.failed = false;
  return childAt(frame, id);
}

function enterAt(walk: Walk, state: DoTask, id: TaskId): Next {
  const next = enter(walk, walk.root, state.id);
  const frame = walk.root.leaf;
  return frame?.kept('do') ? childAt(frame, id) : next;
}

function childAt(frame: OpenFrame, id: TaskId): Next {
  const index = frame.task.kind === 'do' ? frame.task.children.indexOf(id) : 0;
  frame.progress = { kind: 'do', index };
  return { enter: id };
}
