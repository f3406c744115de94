import { isEligible, nextRetry } from '../action/retry.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { findCatch } from '../errors/catch.js';
import type { TaskFailure } from '../failure.js';
import type { CallError } from '../facts.js';
import { close, closeInside, stopWaiting } from './close.js';
import { reportToParent } from './end.js';
import { afterwards } from './leave.js';

/**
 * A task failed: the action around it is tried again, or the nearest task that handles such errors takes its way, or the
 * instance ends in ERROR (section A10).
 *
 * @param frame - where it failed; null when the path had no task yet
 */
export function fail(walk: Walk, frame: OpenFrame | null, failure: TaskFailure): void {
  if (frame?.dataBefore !== undefined) {
    frame.scope.data = frame.dataBefore;
    frame.dataBefore = undefined;
    // The output filter may have failed as well; the input filter's work stands then.
    if (!frame.kept('leaving')) frame.narrowed = false;
  }
  if (!failure.catchable || !goesOn(walk, frame, failure)) giveUp(walk, frame, failure.error);
}

function goesOn(walk: Walk, frame: OpenFrame | null, failure: TaskFailure): boolean {
  for (let around = frame; around; around = around.outer) {
    if (retries(walk, around, failure) || handles(walk, around, frame, failure.error)) return true;
  }
  return false;
}

/** Tries the action again after a while, if its policy allows. */
function retries(walk: Walk, frame: OpenFrame, failure: TaskFailure): boolean {
  const { task } = frame;
  if (!('retry' in task) || !task.retry || failure.timeUp === frame.node) return false;
  if (!isEligible(task.retry, failure.error)) return false;
  const next = nextRetry(walk, frame, task.retry.policy, failure.error);
  if (!next) return false;
  closeInside(walk, frame);
  stopWaiting(walk, frame);
  frame.step = undefined;
  frame.progress = undefined;
  frame.retries = next.retries;
  const { message } = failure.error;
  walk.trace.push({ type: 'retrying', node: frame.node, at: walk.now, attempt: next.retries.count, message });
  walk.await(frame, { for: 'retry', due: next.due });
  return true;
}

/** Leaves a task that handles the error by the transition that it names. */
function handles(walk: Walk, frame: OpenFrame, failed: OpenFrame | null, error: CallError): boolean {
  const then = findCatch(frame.task.catches, error);
  if (!then) return false;
  if (failed) show(walk, failed, error);
  closeInside(walk, frame);
  close(walk, frame, { type: 'cancelled' });
  const { scope } = frame;
  walk.agenda.first(scope, () => afterwards(walk, scope, then));
  return true;
}

function show(walk: Walk, frame: OpenFrame, { message }: CallError): void {
  frame.failed = true;
  walk.trace.push({ type: 'failed', node: frame.node, at: walk.now, message });
}

/** Ends the instance in ERROR; its frames stay, so that an operator can see and repair where it stopped. */
function giveUp(walk: Walk, frame: OpenFrame | null, error: CallError): void {
  const { code, message, cause, status } = error;
  if (frame) {
    stopWaiting(walk, frame);
    show(walk, frame, error);
  }
  if (walk.state === 'ERROR') return;
  walk.state = 'ERROR';
  walk.error = {
    code,
    message,
    task: frame?.task.id ?? walk.program.start,
    node: frame?.node ?? '',
    ...(cause !== undefined && { cause }),
    ...(status !== undefined && { status }),
  };
  reportToParent(walk, 'ERROR');
}
