import type { ListenTask } from '../../program/task.js';
import { compileAction } from '../actions/actions.js';
import { eventUse } from '../events/event-use.js';
import type { StateParts } from './state.js';

/** A state that runs an action and waits for the event that answers it (section A6.8). */
export function compileCallback({
  cursor,
  scope,
  base,
  limits,
  context,
}: StateParts): ListenTask | undefined {
  const action = cursor.get('action');
  if (!action.exists) cursor.required('action');
  const before = action.exists
    ? compileAction(action, { state: scope, limits: limits.actions() }, context)
    : undefined;
  const eventTimeout = limits.event();
  const name = cursor.required('eventRef');
  const event =
    name === undefined ? undefined : eventUse(cursor.get('eventRef'), cursor.get('eventDataFilter'), context);
  if (!event) return undefined;
  return {
    ...base,
    kind: 'listen',
    mode: 'any',
    entries: [{ label: event.name, events: [event] }],
    ...(before !== undefined && { before }),
    ...(eventTimeout && { eventTimeout }),
  };
}
