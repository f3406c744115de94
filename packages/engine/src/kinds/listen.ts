import type { ListenTask } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { isComplete, noteArrival } from '../events/arrivals.js';
import { eventUses } from '../events/event-uses.js';
import { subscribe } from '../events/subscribe.js';
import { acceptPayload } from '../action/result.js';
import type { Next } from '../flow/next.js';
import type { CloudEvent } from '../instance/instance.js';
import type { Kind } from './kind.js';

/**
 * Waits for events, runs the body of each entry whose events are in, and leaves once the awaited ones have been handled.
 *
 * An action that has to run before does so after the events are subscribed to, so that a fast answer is not lost.
 */
export const listenKind: Kind<ListenTask> = {
  begin(walk, frame, task) {
    frame.progress = { kind: 'listen', came: [], todo: [], busy: false, acted: task.before === undefined };
    const event = startEventFor(walk, task);
    if (event) noteArrival(walk, frame, task, event);
    if (!isComplete(frame.progressOf('listen'), task)) {
      subscribe(walk, frame, eventUses(task));
      walk.await(frame, { for: 'events' });
    }
    if (task.before !== undefined) return { enter: task.before };
    armTimeout(walk, frame, task);
    return goOn(walk, frame, task);
  },

  childLeft(walk, frame, task) {
    const progress = frame.progressOf('listen');
    if (progress.acted) {
      frame.progress = { ...progress, busy: false, todo: progress.todo.slice(1) };
      return turnIsOver(walk, frame, task, progress.todo[0] ?? 0);
    }
    frame.progress = { ...progress, acted: true };
    armTimeout(walk, frame, task);
    return goOn(walk, frame, task);
  },
};

/** Takes an event that a listening node waited for. */
export function hear(walk: Walk, frame: OpenFrame, task: ListenTask, event: CloudEvent): Next {
  noteArrival(walk, frame, task, event);
  if (isComplete(frame.progressOf('listen'), task)) walk.settle(frame);
  return goOn(walk, frame, task);
}

/** The time for events is up: the task is left without running what has not begun. */
export function stopListening(walk: Walk, frame: OpenFrame, task: ListenTask): Next {
  walk.settle(frame);
  const then = task.onTimeout ?? task.then;
  return { done: true, ...(then && { then }) };
}

/** Begins the entry whose turn it is, unless another one or the action before is still running. */
function goOn(walk: Walk, frame: OpenFrame, task: ListenTask): Next {
  const progress = frame.progressOf('listen');
  const [turn] = progress.todo;
  if (turn === undefined || progress.busy || !progress.acted) return undefined;
  const entry = task.entries[turn];
  for (const { entry: of, event, value } of progress.came) {
    const use = of === turn ? entry?.events[event] : undefined;
    if (use) acceptPayload(walk, frame.scope, use.filter, value);
  }
  if (entry?.body !== undefined) {
    frame.progress = { ...progress, busy: true };
    return { enter: entry.body };
  }
  frame.progress = { ...progress, todo: progress.todo.slice(1) };
  return turnIsOver(walk, frame, task, turn);
}

function turnIsOver(walk: Walk, frame: OpenFrame, task: ListenTask, turn: number): Next {
  const progress = frame.progressOf('listen');
  if (progress.todo.length > 0) return goOn(walk, frame, task);
  if (!isComplete(progress, task)) return undefined;
  const then = task.entries[turn]?.then ?? task.then;
  return { done: true, ...(then && { then }) };
}

/** The event that created the instance counts for its first task, and only once. */
function startEventFor(walk: Walk, task: ListenTask): CloudEvent | undefined {
  if (task.id !== walk.program.start) return undefined;
  const { startEvent } = walk;
  walk.startEvent = undefined;
  return startEvent;
}

/** The time for events runs from the moment in which nothing else has to happen before. */
function armTimeout(walk: Walk, frame: OpenFrame, task: ListenTask): void {
  if (frame.wait?.for !== 'events' || !task.eventTimeout) return;
  walk.await(frame, { for: 'events', due: walk.after(task.eventTimeout, frame.scope) });
}
