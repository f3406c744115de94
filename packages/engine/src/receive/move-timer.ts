import { findFrame } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Fact, TimerName } from '../facts.js';

type TimerMoved = Extract<Fact, { type: 'timer-moved' }>;

/** Moves a timer that has not fired, or takes it away. False: there is none. */
export function moveTimer(walk: Walk, { node, timer, due }: TimerMoved): boolean {
  const hasFired = walk.held.some(
    (fact) => fact.type === 'timer-fired' && fact.node === node && fact.timer === timer,
  );
  if (hasFired || !change(walk, node, timer, due)) return false;
  if (due === undefined) walk.effects.push({ type: 'settled', node, what: timer });
  else walk.timer(node, timer, due);
  return true;
}

function change(walk: Walk, node: string, timer: TimerName, due: number | undefined): boolean {
  if (node === `${walk.instance.id}:0`) {
    if (timer !== 'deadline' || walk.deadline === undefined) return false;
    walk.deadline = due;
    return true;
  }
  const frame = findFrame(walk.root, node);
  return frame !== undefined && (timer === 'wait' ? changeWait(frame, due) : changeDeadline(frame, due));
}

function changeWait(frame: OpenFrame, due: number | undefined): boolean {
  const { wait } = frame;
  // Giving way is over before anybody could want it otherwise.
  if (wait?.due === undefined || wait.for === 'turn') return false;
  const { due: _due, ...rest } = wait;
  frame.wait = { ...rest, ...(due !== undefined && { due }) };
  return true;
}

function changeDeadline(frame: OpenFrame, due: number | undefined): boolean {
  if (frame.deadline === undefined) return false;
  frame.deadline = due;
  return true;
}
