import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { RunTask } from '../../program/action.js';
import type { CompileContext } from '../context.js';
import { actionBase } from './action-base.js';
import type { ActionScope } from './actions.js';

/** An action that runs another workflow (`subFlowRef`, a workflow id or an object). */
export function compileSubFlowRef(
  action: Cursor,
  scope: ActionScope,
  context: CompileContext,
): RunTask | undefined {
  const reference = action.get('subFlowRef');
  const isObject = isJsonObject(reference.value);
  const workflowId = isObject ? reference.required('workflowId') : reference.text;
  const version = isObject ? reference.optional('version') : undefined;
  const base = actionBase(action, workflowId ?? '', reference, scope, context);
  const onParentEnd = reference.get('onParentComplete').value === 'continue' ? 'continue' : 'terminate';
  if (workflowId === undefined) return undefined;
  return { ...base, kind: 'run', workflowId, onParentEnd, ...(version !== undefined && { version }) };
}
