import type { Task, Then } from '@orchestrator/definition';
import { beginAction } from '../action/shell.js';
import type { OpenFrame, OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Next } from '../flow/next.js';
import { compensateKind } from './compensate.js';
import { continueKind } from './continue.js';
import { doKind } from './do.js';
import { forKind } from './for.js';
import { forkKind } from './fork.js';
import type { Kind } from './kind.js';
import { listenKind } from './listen.js';
import { setKind } from './set.js';
import { switchKind } from './switch.js';
import { waitKind } from './wait.js';

const KINDS: { readonly [K in Task['kind']]: Kind<Extract<Task, { kind: K }>> } = {
  set: setKind,
  switch: switchKind,
  do: doKind,
  wait: waitKind,
  fork: forkKind,
  for: forKind,
  listen: listenKind,
  compensate: compensateKind,
  continue: continueKind,
  call: { begin: beginAction },
  emit: { begin: beginAction },
  run: { begin: beginAction },
};

/** What tasks of this task's kind do. */
function kindOf(task: Task): Kind {
  // The table gives each kind exactly its own tasks, which the compiler can't see through the lookup.
  return KINDS[task.kind];
}

/** Begins what a task is for; see {@link Kind.begin}. */
export function beginTask(walk: Walk, frame: OpenFrame): Next {
  return kindOf(frame.task).begin(walk, frame, frame.task);
}

/** Tells a task that one inside it has been left; see {@link Kind.childLeft}. */
export function childLeft(walk: Walk, frame: OpenFrame, then: Then | undefined): Next {
  return kindOf(frame.task).childLeft?.(walk, frame, frame.task, then);
}

/** Tells a task that one of its paths has ended; see {@link Kind.scopeEnded}. */
export function scopeEnded(walk: Walk, frame: OpenFrame, scope: OpenScope): Next {
  return kindOf(frame.task).scopeEnded?.(walk, frame, frame.task, scope);
}

/** Lets a task decide what waited for the instance to go on; see {@link Kind.proceed}. */
export function proceed(walk: Walk, frame: OpenFrame): Next {
  return kindOf(frame.task).proceed?.(walk, frame, frame.task);
}
