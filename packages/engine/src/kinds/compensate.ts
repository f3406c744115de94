import type { CompensateTask } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Next } from '../flow/next.js';
import type { Kind } from './kind.js';

/** Undoes what has completed, the newest first, strictly one after the other (section A12). */
export const compensateKind: Kind<CompensateTask> = {
  begin(walk, frame) {
    frame.progress = { kind: 'compensate', remaining: walk.compensable };
    walk.compensable = [];
    return undoNext(walk, frame);
  },

  // A compensating state may lead to others; whatever its end says, the next state is undone after it.
  childLeft: (walk, frame, _task, then) =>
    then && 'to' in then ? { enter: then.to } : undoNext(walk, frame),
};

function undoNext(walk: Walk, frame: OpenFrame): Next {
  const { remaining } = frame.progressOf('compensate');
  const completed = remaining.at(-1);
  if (completed === undefined) return { done: true };
  frame.progress = { kind: 'compensate', remaining: remaining.slice(0, -1) };
  const { compensatedBy } = walk.task(completed);
  return compensatedBy === undefined ? undoNext(walk, frame) : { enter: compensatedBy };
}
