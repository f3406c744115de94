import type { CallTask, EmitTask, RunTask } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Next } from '../flow/next.js';
import { call } from './call.js';
import { emit } from './emit.js';
import { runWorkflow } from './run-workflow.js';

/** A task of an action: the thing that it does, with what every action has around it. */
export type Action = CallTask | EmitTask | RunTask;

/** Begins an action: its condition, the sleep before it, then what it does. */
export function beginAction(walk: Walk, frame: OpenFrame, task: Action): Next {
  const { scope } = frame;
  // A skipped action takes its sleeps with it.
  if (task.condition && !walk.holds(task.condition, scope)) {
    frame.step = 'sleep-after';
    return { done: true };
  }
  if (!task.sleepBefore) return act(walk, frame, task);
  frame.step = 'sleep-before';
  walk.await(frame, { for: 'timer', due: walk.after(task.sleepBefore, scope) });
  return undefined;
}

/** Does what an action is for; also the next try of one that failed. */
export function act(walk: Walk, frame: OpenFrame, task: Action): Next {
  frame.step = undefined;
  switch (task.kind) {
    case 'call':
      return call(walk, frame, task);
    case 'emit':
      return emit(walk, frame, task);
    case 'run':
      return runWorkflow(walk, frame, task);
  }
}
