import type { ForkTask } from '@orchestrator/definition';
import { mergeChanges } from '../data/merge-changes.js';
import { toCount } from '../data/count.js';
import { OpenScope } from '../draft/open-frame.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { closeInside } from '../flow/close.js';
import type { Next } from '../flow/next.js';
import type { Kind } from './kind.js';

/**
 * Runs its branches side by side, each on its own copy of the data. What they changed is merged in the order in which
 * they are written, never in that of their arrival.
 */
export const forkKind: Kind<ForkTask> = {
  begin(walk, frame, task) {
    frame.progress = { kind: 'fork', done: {} };
    frame.scopes = task.branches.map((_, index) => new OpenScope(frame, index, frame.scope.data));
    if (frame.scopes.length === 0) return { done: true };
    walk.agenda.begin(frame.scopes, ({ index }) => task.branches[index] ?? '');
    return undefined;
  },

  scopeEnded(walk, frame, task, scope) {
    const done = { ...frame.progressOf('fork').done, [scope.index]: scope.data };
    frame.progress = { kind: 'fork', done };
    return walk.state === 'ERROR' ? undefined : join(walk, frame, task);
  },

  proceed: join,
};

function join(walk: Walk, frame: OpenFrame, task: ForkTask): Next {
  const { scope } = frame;
  const kept = frame.kept('fork');
  if (!kept) return undefined;
  const { done } = kept;
  if (Object.keys(done).length < needed(walk, frame, task)) {
    // Too many branches were cancelled: those that are needed will never have completed.
    return frame.scopes.length === 0 ? { cancelled: true } : undefined;
  }
  closeInside(walk, frame);
  const { dialect } = walk.program;
  const base = scope.data;
  task.branches.forEach((_, index) => {
    const data = done[index];
    if (data !== undefined) scope.data = mergeChanges(base, data, scope.data, dialect);
  });
  return { done: true };
}

function needed(walk: Walk, frame: OpenFrame, { atLeast, branches, name }: ForkTask): number {
  if (atLeast === undefined) return branches.length;
  const count =
    typeof atLeast === 'number'
      ? atLeast
      : toCount(walk.evaluate(atLeast, frame.scope), `numCompleted of "${name}"`);
  return Math.min(count, branches.length);
}
