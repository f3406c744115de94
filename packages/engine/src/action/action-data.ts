import type { ActionBase, Json } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';

/** The data that an action works on (`actionDataFilter.fromStateData`). */
export function actionData(walk: Walk, frame: OpenFrame, task: ActionBase): Json {
  const { scope } = frame;
  return task.fromStateData ? walk.evaluate(task.fromStateData, scope) : walk.view(scope);
}

/**
 * What a function, event or workflow gets for which the action names nothing: all that the action works on. SonataFlow
 * keeps the item of a loop out of it (workflow-runtime.md 1.5).
 *
 * @param data - what {@link actionData} gives
 */
export function wholeData(walk: Walk, frame: OpenFrame, task: ActionBase, data: Json): Json {
  return task.fromStateData || walk.program.dialect === 'spec' ? data : frame.scope.data;
}

/** When a single try has taken too long. */
export function attemptDue(walk: Walk, frame: OpenFrame, task: ActionBase): { readonly due?: number } {
  return task.attemptTimeout ? { due: walk.after(task.attemptTimeout, frame.scope) } : {};
}
