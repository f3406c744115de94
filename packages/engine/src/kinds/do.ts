import type { DoTask } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Next } from '../flow/next.js';
import type { Kind } from './kind.js';

/** Runs its children one after the other. */
export const doKind: Kind<DoTask> = {
  begin: (_walk, frame, task) => child(frame, task, 0),
  childLeft: (_walk, frame, task) => child(frame, task, frame.progressOf('do').index + 1),
};

function child(frame: OpenFrame, task: DoTask, index: number): Next {
  const id = task.children[index];
  if (id === undefined) return { done: true };
  frame.progress = { kind: 'do', index };
  return { enter: id };
}
