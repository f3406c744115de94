import type { Cursor } from '../../document/cursor.js';
import type { CompileContext, StateScope } from '../context.js';
import { producedEvent } from '../events/produced-event.js';
import type { Step } from './chain.js';

/** The events that a transition or end sends, in written order (`produceEvents`). */
export function produceSteps(cursor: Cursor, scope: StateScope, context: CompileContext): Step[] {
  return cursor.get('produceEvents').list.flatMap((entry): Step[] => {
    if (!entry.object) return [];
    if (entry.required('eventRef') === undefined) return [];
    const event = producedEvent(entry.get('eventRef'), entry, context);
    if (!event) return [];
    return [
      (then) => ({
        kind: 'emit',
        id: entry.pointer,
        name: event.name,
        role: 'transition',
        state: scope.id,
        event,
        result: { use: false },
        detached: false,
        then,
      }),
    ];
  });
}
