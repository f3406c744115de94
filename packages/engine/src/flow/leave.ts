import type { Then } from '@orchestrator/definition';
import type { OpenFrame, OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { TaskFailure } from '../failure.js';
import { childLeft } from '../kinds/kinds.js';
import { checkOutput } from '../output.js';
import { close } from './close.js';
import { endInstance, pathEnded } from './end.js';
import { narrow } from './filters.js';
import type { Next } from './next.js';

/** Leaves the innermost task of a path, whose own work is done, and finds out what follows it. */
export function leave(walk: Walk, scope: OpenScope, done: Extract<Next, { done: true }>): Next {
  const frame = scope.leaf;
  if (!frame) return undefined;
  const { task } = frame;
  const { then = task.then, output } = done;
  frame.progress = { kind: 'leaving', ...(then && { then }), ...(output !== undefined && { output }) };
  if ('sleepAfter' in task && task.sleepAfter && frame.step !== 'sleep-after') {
    const due = walk.after(task.sleepAfter, scope);
    frame.step = 'sleep-after';
    walk.await(frame, { for: 'timer', due });
    return undefined;
  }
  frame.dataBefore = scope.data;
  if (task.output) scope.data = narrow(walk, scope, task.output);
  if (task.errorMessage) raise(walk.textOf(task.errorMessage, scope));
  if (endsInstance(walk, frame, then)) checkOutput(walk.program, scope.data);
  frame.dataBefore = undefined;
  close(walk, frame, { type: 'exited', ...(output !== undefined && { output }) });
  if (task.compensatedBy !== undefined) walk.compensable = [...walk.compensable, task.id];
  return afterwards(walk, scope, then);
}

/** Goes on after the innermost task of a path has gone: in the task around it, or where the transition leads. */
export function afterwards(walk: Walk, scope: OpenScope, then: Then | undefined): Next {
  const outer = scope.leaf;
  if (outer) return childLeft(walk, outer, then);
  return follow(walk, scope, then);
}

/** Follows a transition at the outermost level of a path. */
export function follow(walk: Walk, scope: OpenScope, then: Then | undefined): Next {
  // A workflow whose time is up finishes its present state, and nothing follows it.
  const drained = walk.ending?.draining === true && scope === walk.root;
  if (then && 'to' in then && !drained) return { enter: then.to };
  if (then && 'end' in then && then.end === 'instance') endInstance(walk, 'COMPLETED');
  else pathEnded(walk, scope);
  return undefined;
}

function endsInstance(walk: Walk, frame: OpenFrame, then: Then | undefined): boolean {
  const outermost = frame.outer === null;
  return outermost && !walk.ending && frame.task.kind !== 'continue' && then !== undefined && 'end' in then;
}

function raise(message: string): void {
  if (message.trim() !== '') throw new TaskFailure({ code: 'workflow-error', message }, false);
}
