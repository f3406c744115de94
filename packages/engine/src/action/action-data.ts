import type { ActionBase, Json } from '@orchestrator/definition';
import type { OpenFrame } from '../draft/open-frame.js';
import { viewOf } from '../draft/view.js';
import type { Walk } from '../draft/walk.js';

/** The data that an action works on (`actionDataFilter.fromStateData`). */
export function actionData(walk: Walk, frame: OpenFrame, task: ActionBase): Json {
  const { scope } = frame;
  return task.fromStateData ? walk.evaluate(task.fromStateData, scope) : viewOf(scope);
}

/** When a single try has taken too long. */
export function attemptDue(walk: Walk, frame: OpenFrame, task: ActionBase): { readonly due?: number } {
  return task.attemptTimeout ? { due: walk.after(task.attemptTimeout, frame.scope) } : {};
}
