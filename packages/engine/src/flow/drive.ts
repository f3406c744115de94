import type { OpenFrame, OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { TaskFailure } from '../failure.js';
import { cancelPath } from './cancel.js';
import { enter } from './enter.js';
import { fail } from './fail.js';
import { leave } from './leave.js';
import type { Next } from './next.js';

/** Does everything that is planned, and what follows from it, until every path waits or has ended. */
export function drive(walk: Walk): void {
  for (let job = walk.agenda.take(); job; job = walk.agenda.take()) {
    const { scope } = job;
    let next = attempt(walk, scope, job.work);
    while (next) next = attempt(walk, scope, follow(walk, scope, next));
  }
}

function follow(walk: Walk, scope: OpenScope, next: NonNullable<Next>): () => Next {
  if (next.cancelled) return () => cancelPath(walk, scope);
  return () => (next.done ? leave(walk, scope, next) : enter(walk, scope, next.enter));
}

function attempt(walk: Walk, scope: OpenScope, work: () => Next): Next {
  if (scope.closed || walk.endedAt !== undefined) return undefined;
  try {
    return work();
  } catch (error) {
    failed(walk, scope.leaf ?? scope.parent, error);
    return undefined;
  }
}

/** Turns what a frame threw into what follows from it. Anything but a failure of a task is a defect and passes on. */
export function failed(walk: Walk, frame: OpenFrame | null, error: unknown): void {
  if (!(error instanceof TaskFailure)) throw error;
  try {
    fail(walk, frame, error);
  } catch (second) {
    // The error handling itself failed, for instance the expression of a retry's delay.
    if (!(second instanceof TaskFailure)) throw second;
    fail(walk, frame, new TaskFailure(second.error, false));
  }
}
