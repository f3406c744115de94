import { acceptResult } from '../action/result.js';
import { findFrame } from '../draft/frames.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { fits, fixCorrelation, payloadOf, placeOf } from '../events/arrivals.js';
import { TaskFailure } from '../failure.js';
import type { Fact } from '../facts.js';
import type { Next } from '../flow/next.js';
import type { CloudEvent } from '../instance/instance.js';
import { hear } from '../kinds/listen.js';
import { childEnded, childReplaced } from './child.js';
import { timerFired } from './timer.js';

/** Something that the outside reports. */
export type Outcome = Extract<
  Fact,
  {
    type:
      'call-succeeded' | 'call-failed' | 'timer-fired' | 'event-arrived' | 'child-ended' | 'child-replaced';
  }
>;

/** What has to be done about an outcome; undefined: nobody waits for it. */
export function receiveOutcome(walk: Walk, fact: Outcome): (() => void) | undefined {
  if (fact.type === 'child-ended') return childEnded(walk, fact);
  if (fact.type === 'child-replaced') return childReplaced(walk, fact);
  if (fact.type === 'timer-fired') return timerFired(walk, fact);
  const frame = findFrame(walk.root, fact.node);
  if (!frame) return undefined;
  switch (fact.type) {
    case 'call-succeeded':
      return awaitsCall(frame, fact)
        ? () => goOn(walk, frame, () => succeeded(walk, frame, fact))
        : undefined;
    case 'call-failed': {
      const waits = awaitsCall(frame, fact) || frame.wait?.for === 'child';
      return waits ? () => goOn(walk, frame, () => failed(walk, frame, fact)) : undefined;
    }
    case 'event-arrived':
      return hears(walk, frame, fact.event)
        ? () => goOn(walk, frame, () => arrived(walk, frame, fact.event))
        : undefined;
  }
}

/**
 * Whether a node waits for the outcome of this very call. Two processes may have made the same one, and what the slower of
 * them tells of it must not be taken for the outcome of the next.
 */
function awaitsCall({ wait }: OpenFrame, { tries }: { readonly tries?: number }): boolean {
  return wait?.for === 'call' && (tries === undefined || tries === (wait.tries ?? 0));
}

/** Plans what a frame does now that what it waited for is here. */
export function goOn(walk: Walk, frame: OpenFrame, work: () => Next): void {
  walk.stepsSinceWait = 0;
  walk.agenda.first(frame.scope, work);
}

function succeeded(walk: Walk, frame: OpenFrame, fact: Extract<Fact, { type: 'call-succeeded' }>): Next {
  walk.settle(frame);
  const { task } = frame;
  if (fact.response) walk.respond(fact.response);
  if (fact.python) walk.changePython(fact.python);
  // Python scripts have variables instead of a result (workflow-runtime.md 2.3).
  if (task.kind !== 'call' || fact.python) return { done: true };
  acceptResult(walk, frame, task, fact.result);
  return { done: true, output: fact.result };
}

function failed(walk: Walk, frame: OpenFrame, fact: Extract<Fact, { type: 'call-failed' }>): Next {
  walk.settle(frame);
  throw new TaskFailure(fact.error);
}

function hears(walk: Walk, frame: OpenFrame, event: CloudEvent): boolean {
  if (frame.wait?.for !== 'events') return false;
  const { task } = frame;
  if (task.kind === 'listen') return placeOf(walk, frame, task, event) !== undefined;
  return task.kind === 'emit' && task.answer !== undefined && fits(walk, frame, task.answer.event, event);
}

function arrived(walk: Walk, frame: OpenFrame, event: CloudEvent): Next {
  const { task } = frame;
  if (task.kind === 'listen') return hear(walk, frame, task, event);
  walk.settle(frame);
  if (task.kind !== 'emit' || !task.answer) return { done: true };
  fixCorrelation(walk, task.answer.event, event);
  const payload = payloadOf(task.answer.event, event);
  acceptResult(walk, frame, task, payload);
  return { done: true, output: payload };
}
