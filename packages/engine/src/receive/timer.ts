import type { ListenTask } from '@orchestrator/definition';
import { act } from '../action/shell.js';
import { findFrame } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { findCatch } from '../errors/catch.js';
import { TaskFailure } from '../failure.js';
import type { CallError, Fact } from '../facts.js';
import { begin } from '../flow/enter.js';
import { abort, endInstance } from '../flow/end.js';
import { closeInside, stopWaiting } from '../flow/close.js';
import type { Next } from '../flow/next.js';
import { stopListening } from '../kinds/listen.js';
import { goOn } from './outcome.js';

type TimerFired = Extract<Fact, { type: 'timer-fired' }>;

/** What has to be done about a timer that is due; undefined: nobody waits for it any more. */
export function timerFired(walk: Walk, fact: TimerFired): (() => void) | undefined {
  if (fact.node === `${walk.instance.id}:0`) {
    return fact.timer === 'deadline' && isDue(fact, walk.deadline) ? () => workflowTimeUp(walk) : undefined;
  }
  const frame = findFrame(walk.root, fact.node);
  if (!frame) return undefined;
  if (fact.timer === 'deadline') {
    return isDue(fact, frame.deadline) ? () => goOn(walk, frame, () => taskTimeUp(walk, frame)) : undefined;
  }
  const { wait } = frame;
  if (!wait || !isDue(fact, wait.due)) return undefined;
  if (wait.for !== 'turn') return () => goOn(walk, frame, () => waited(walk, frame));
  // Giving way is no waiting: a definition that loops must still run into its limit.
  return () => walk.agenda.first(frame.scope, () => waited(walk, frame));
}

/** Whether there still is such a timer, at the time for which it fired: it may have been moved to a later one. */
function isDue(fact: TimerFired, due: number | undefined): boolean {
  // Instants are stored to the microsecond only.
  return due !== undefined && (fact.due === undefined || due - fact.due < 1);
}

/** The time that a frame waited for has come. */
function waited(walk: Walk, frame: OpenFrame): Next {
  const { task, wait } = frame;
  const action = task.kind === 'call' || task.kind === 'emit' || task.kind === 'run' ? task : undefined;
  switch (wait?.for) {
    case 'turn':
      walk.settle(frame);
      return begin(walk, frame);
    case 'retry':
      walk.settle(frame);
      return action && act(walk, frame, action);
    case 'timer':
      walk.settle(frame);
      if (frame.step === 'sleep-before' && action) return act(walk, frame, action);
      return { done: true, ...leavingOf(frame) };
    case 'events':
      return eventTimeUp(walk, frame);
    default:
      stopWaiting(walk, frame);
      throw new TaskFailure(timeout(`One try of "${task.name}" took too long.`));
  }
}

function leavingOf(frame: OpenFrame): Pick<NonNullable<Extract<Next, { done: true }>>, 'then' | 'output'> {
  const { then, output } = frame.kept('leaving') ?? {};
  return { then, output };
}

/** An answer that an action waits for has to come; a state is left as if nothing were missing (A11.4). */
function eventTimeUp(walk: Walk, frame: OpenFrame): Next {
  const { task } = frame;
  const error = timeout(`"${task.name}" waited for an event, but none came in time.`);
  if (task.kind !== 'listen' || handlesTimedOut(walk, task, error)) {
    closeInside(walk, frame);
    walk.settle(frame);
    throw new TaskFailure(error);
  }
  if (walk.instance.byEvent && task.id === walk.program.start && walk.program.dialect === 'spec') {
    // The set of events that would have created the instance never became complete (A11.4).
    endInstance(walk, 'ABORTED');
    return undefined;
  }
  closeInside(walk, frame);
  return stopListening(walk, frame, task);
}

/** In SonataFlow the `onErrors` of a state that has no other way for this case come first (workflow-runtime.md 1.9). */
function handlesTimedOut({ program }: Walk, { catches, onTimeout }: ListenTask, error: CallError): boolean {
  if (program.dialect === 'spec' || onTimeout) return false;
  return findCatch(catches, error) !== undefined;
}

/** The task's own time is up: whatever runs inside it is given up, and it fails as a whole. */
function taskTimeUp(walk: Walk, frame: OpenFrame): Next {
  closeInside(walk, frame);
  stopWaiting(walk, frame);
  frame.deadline = undefined;
  walk.effects.push({ type: 'settled', node: frame.node, what: 'deadline' });
  throw new TaskFailure(timeout(`"${frame.task.name}" took longer than it may.`), true, frame.node);
}

function workflowTimeUp(walk: Walk): void {
  const { timeout: limit, dialect } = walk.program;
  const before = limit?.runBefore;
  walk.deadline = undefined;
  walk.effects.push({ type: 'settled', node: `${walk.instance.id}:0`, what: 'deadline' });
  const idle = walk.root.frames.length === 0;
  if (limit?.interrupt === false && !idle) {
    walk.ending = { state: 'ABORTED', draining: true, ...(before !== undefined && { before }) };
  } else {
    // SonataFlow undoes what has completed when the time of a workflow is up (workflow-runtime.md 1.9).
    abort(walk, dialect === 'sonataflow', before);
  }
}

function timeout(message: string): CallError {
  return { code: 'timeout', message };
}
