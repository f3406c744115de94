import type { Cursor } from '../../document/cursor.js';
import type { ListenEntry, ListenTask, SwitchBranch, SwitchTask, Then } from '../../program/task.js';
import { eventUse } from '../events/event-use.js';
import { expressionAt } from '../expressions.js';
import { compileThen } from '../flow/then.js';
import type { StateParts } from './state.js';

/** A state that chooses where to go, by data or by the first event (section A6.3). */
export function compileSwitch(state: StateParts): SwitchTask | ListenTask | undefined {
  const { cursor, scope, context } = state;
  const onEvents = cursor.get('eventConditions').exists;
  const onData = cursor.get('dataConditions').exists;
  const fallback = cursor.get('defaultCondition');
  const otherwise = fallback.exists && fallback.object ? compileThen(fallback, scope, context) : undefined;
  return onEvents && !onData ? switchOnEvents(state, otherwise) : switchOnData(state, otherwise);
}

function switchOnData(state: StateParts, otherwise: Then | undefined): SwitchTask {
  const branches = state.cursor
    .get('dataConditions')
    .list.flatMap((entry) => compileBranch(entry, state) ?? []);
  return { ...state.base, kind: 'switch', branches, ...(otherwise && { otherwise }) };
}

function compileBranch(entry: Cursor, { scope, context }: StateParts): SwitchBranch | undefined {
  const condition = entry.object && entry.required('condition');
  if (entry.object === undefined) return undefined;
  const when = condition === undefined ? undefined : expressionAt(entry.get('condition'), context);
  const then = compileThen(entry, scope, context);
  return when && then && { label: entry.optional('name') ?? when.source, when, then };
}

/** Without a default condition the wait has no end (workflow-runtime.md 1.2). */
function switchOnEvents(state: StateParts, otherwise: Then | undefined): ListenTask {
  const entries = state.cursor
    .get('eventConditions')
    .list.flatMap((entry) => compileEntry(entry, state) ?? []);
  const eventTimeout = otherwise && state.limits.event();
  return {
    ...state.base,
    kind: 'listen',
    mode: 'any',
    entries,
    ...(eventTimeout && { eventTimeout }),
    ...(otherwise && { onTimeout: otherwise }),
  };
}

function compileEntry(entry: Cursor, { scope, context }: StateParts): ListenEntry | undefined {
  const name = entry.object && entry.required('eventRef');
  if (entry.object === undefined) return undefined;
  const then = compileThen(entry, scope, context);
  const event =
    name === undefined ? undefined : eventUse(entry.get('eventRef'), entry.get('eventDataFilter'), context);
  return then && event && { label: entry.optional('name') ?? event.name, events: [event], then };
}
