import type { ActionBase, Json, ResultFilter } from '@orchestrator/definition';
import { assignAt, mergeData } from '../data/merge.js';
import type { OpenFrame, OpenScope } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';

/** Brings an action's result into the data around it (`actionDataFilter`, workflow-runtime.md 3.5). */
export function acceptResult(walk: Walk, frame: OpenFrame, task: ActionBase, result: Json): void {
  if (!task.result.use) return;
  const { scope } = frame;
  const selected = task.result.select ? walk.evaluate(task.result.select, scope, result) : result;
  if (scope.item !== undefined) {
    scope.result = selected;
    // In SonataFlow actions of a loop only make the iteration's result; they leave the data alone (1.5).
    if (walk.program.dialect === 'sonataflow') return;
  }
  scope.data = put(walk, scope, task.result, selected);
}

/** Brings a payload into the data (`eventDataFilter`, workflow-runtime.md 3.7). */
export function acceptPayload(walk: Walk, scope: OpenScope, filter: ResultFilter, value: Json): void {
  if (!filter.use) return;
  const selected = filter.select ? walk.evaluate(filter.select, scope, value) : value;
  scope.data = put(walk, scope, filter, selected);
}

function put(walk: Walk, scope: OpenScope, { target }: ResultFilter, value: Json): Json {
  const { dialect } = walk.program;
  return target ? assignAt(scope.data, target, value, dialect) : mergeData(scope.data, value, dialect);
}
