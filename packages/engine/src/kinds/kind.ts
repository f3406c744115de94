import type { Task, Then } from '@orchestrator/definition';
import type { OpenFrame, OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import type { Next } from '../flow/next.js';

/** What tasks of one kind do. Every function gets the open frame and its task. */
export interface Kind<T extends Task = Task> {
  /** Begins the work, once the task's own input filter has been applied. */
  begin(walk: Walk, frame: OpenFrame, task: T): Next;
  /** A task inside this one, on the same data, has been left by the way that it names. */
  childLeft?(walk: Walk, frame: OpenFrame, task: T, then: Then | undefined): Next;
  /** A branch or iteration has ended. */
  scopeEnded?(walk: Walk, frame: OpenFrame, task: T, scope: OpenScope): Next;
  /** The instance goes on after it was in ERROR: whatever was not decided meanwhile is decided now. */
  proceed?(walk: Walk, frame: OpenFrame, task: T): Next;
}
