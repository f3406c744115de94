import { toList } from '@orchestrator/definition';
import type { ForTask, Json } from '@orchestrator/definition';
import { toCount } from '../data/count.js';
import { appendAt, assignAt } from '../data/merge.js';
import { OpenScope } from '../draft/open-frame.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { TaskFailure } from '../failure.js';
import type { Next } from '../flow/next.js';
import type { ForProgress } from '../instance/frame.js';
import type { Kind } from './kind.js';

/** Runs its body once for each item, side by side or one after the other, and collects the results in the items' order. */
export const forKind: Kind<ForTask> = {
  begin(walk, frame, task) {
    frame.progress = { kind: 'for', items: itemsOf(walk, frame, task), begun: 0, results: {} };
    return goOn(walk, frame, task);
  },

  scopeEnded(walk, frame, task, scope) {
    const kept = frame.progressOf('for');
    const results = { ...kept.results, [scope.index]: scope.result ?? null };
    frame.progress = { ...kept, results };
    return goOn(walk, frame, task);
  },

  proceed: (walk, frame, task) => (frame.kept('for') ? goOn(walk, frame, task) : undefined),
};

/** Begins the next batch once the one before is through; after the last one the task is done. */
function goOn(walk: Walk, frame: OpenFrame, task: ForTask): Next {
  if (frame.scopes.length > 0) return undefined;
  const kept = frame.progressOf('for');
  const { items, begun, results } = kept;
  // An item whose run was cancelled has no result, and the loop promises one for each.
  if (Object.keys(results).length < begun) return { cancelled: true };
  if (begun >= items.length) return finish(walk, frame, task, kept);
  const batch = items.slice(begun, begun + batchSize(walk, frame, task, items.length));
  frame.progress = { ...kept, begun: begun + batch.length };
  frame.scopes = batch.map(
    (item, index) => new OpenScope(frame, begun + index, frame.scope.data, { [task.as]: item }),
  );
  walk.agenda.begin(frame.scopes, () => task.body);
  return undefined;
}

function finish(walk: Walk, { scope }: OpenFrame, { target }: ForTask, kept: ForProgress): Next {
  const { dialect } = walk.program;
  // Without items SonataFlow leaves the data as they are (1.5).
  if (target && (dialect === 'spec' || kept.items.length > 0)) {
    const results = kept.items.map((_, index) => kept.results[index] ?? null);
    // The text adds one element for each iteration to the list; SonataFlow writes the list anew (1.5).
    scope.data =
      dialect === 'spec'
        ? appendAt(scope.data, target, results)
        : assignAt(scope.data, target, results, dialect);
  }
  return { done: true };
}

function itemsOf(walk: Walk, { scope }: OpenFrame, task: ForTask): readonly Json[] {
  const given = walk.evaluate(task.in, scope);
  // SonataFlow takes the outputs of the expression for the list, so that a single one is a list of itself (3.2).
  const value = walk.program.dialect === 'sonataflow' ? toList(given) : given;
  if (!Array.isArray(value)) {
    throw new TaskFailure({
      code: 'bad-collection',
      message: `The inputCollection of "${task.name}" must give a list, but ${task.in.source} gives ${value === null ? 'nothing' : `a ${typeof value}`}.`,
    });
  }
  const { maxItems } = walk.limits;
  if (value.length > maxItems) {
    throw new TaskFailure({
      code: 'too-many-items',
      message: `"${task.name}" would run for ${value.length} items; at most ${maxItems} are allowed in one loop.`,
    });
  }
  return value as readonly Json[];
}

function batchSize(walk: Walk, frame: OpenFrame, task: ForTask, all: number): number {
  if (task.mode === 'sequential') return 1;
  if (task.batchSize === undefined) return all;
  if (typeof task.batchSize === 'number') return task.batchSize;
  return toCount(walk.evaluate(task.batchSize, frame.scope), `batchSize of "${task.name}"`);
}
