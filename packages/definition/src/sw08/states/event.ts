import type { Cursor } from '../../document/cursor.js';
import type { ListenEntry, ListenTask } from '../../program/task.js';
import { eventUse } from '../events/event-use.js';
import { compileBody } from './body.js';
import type { StateParts } from './state.js';

/** A state that waits for events and runs actions for them (section A6.1). */
export function compileEvent(state: StateParts): ListenTask {
  const { cursor, base, limits } = state;
  if (!cursor.get('onEvents').exists) cursor.required('onEvents');
  const entries = cursor.get('onEvents').list.flatMap((entry) => compileEntry(entry, state) ?? []);
  const eventTimeout = limits.event();
  return {
    ...base,
    kind: 'listen',
    mode: isExclusive(state) ? 'any' : 'all',
    entries,
    ...(eventTimeout && { eventTimeout }),
  };
}

/** In SonataFlow each event of a starting state creates an instance of its own (workflow-runtime.md 1.6). */
function isExclusive({ cursor, scope, context }: StateParts): boolean {
  const exclusive = cursor.get('exclusive');
  const written = !exclusive.exists || exclusive.boolean !== false;
  return written || (context.dialect === 'sonataflow' && context.start === scope.id);
}

function compileEntry(entry: Cursor, { scope, limits, context }: StateParts): ListenEntry | undefined {
  if (!entry.object) return undefined;
  if (!entry.get('eventRefs').exists) entry.required('eventRefs');
  const filter = entry.get('eventDataFilter');
  const events = entry.get('eventRefs').list.flatMap((name) => eventUse(name, filter, context) ?? []);
  const label = events.map(({ name }) => name).join(', ');
  const hasActions = entry.get('actions').list.length > 0;
  const body = hasActions
    ? compileBody(entry, label, { state: scope, limits: limits.actions() }, context)
    : undefined;
  return { label, events, ...(body !== undefined && { body }) };
}
