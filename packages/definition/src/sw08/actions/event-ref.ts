import type { Cursor } from '../../document/cursor.js';
import type { EmitTask } from '../../program/action.js';
import type { CompileContext } from '../context.js';
import { eventUse } from '../events/event-use.js';
import { producedEvent } from '../events/produced-event.js';
import { optionalDuration } from '../timing/duration-at.js';
import { actionBase } from './action-base.js';
import type { ActionScope } from './actions.js';

/** An action that sends an event and may wait for an answering one (`eventRef`, section A7). */
export function compileEventRef(
  action: Cursor,
  scope: ActionScope,
  context: CompileContext,
): EmitTask | undefined {
  const reference = action.get('eventRef');
  if (!reference.object) return undefined;
  const trigger = reference.required('triggerEventRef');
  const base = actionBase(action, trigger ?? '', reference, scope, context);
  const event =
    trigger === undefined ? undefined : producedEvent(reference.get('triggerEventRef'), reference, context);
  const answer = compileAnswer(reference, scope, context);
  return event && { ...base, kind: 'emit', event, ...(answer && { answer }) };
}

function compileAnswer(
  reference: Cursor,
  scope: ActionScope,
  context: CompileContext,
): EmitTask['answer'] | undefined {
  const result = reference.get('resultEventRef');
  if (!result.exists) return undefined;
  // The payload is the result of the action, so that the filter of the action alone decides what becomes of it.
  const event = eventUse(result, reference.get('eventDataFilter'), context);
  const timeout = optionalDuration(reference.get('resultEventTimeout'), context) ?? scope.limits.timeout;
  return event && { event, ...(timeout && { timeout }) };
}
