import type { Cursor } from '../../document/cursor.js';
import type { EventUse } from '../../program/events.js';
import { resultFilter } from '../result-filter.js';
import type { CompileContext } from '../context.js';
import { eventNamed } from './event-reference.js';

/** The names of the properties of `eventDataFilter`. */
const EVENT_FILTER = { use: 'useData', select: 'data' } as const;

/**
 * An event that a state or action waits for.
 *
 * @param filter - its `eventDataFilter`; may be missing
 */
export function eventUse(reference: Cursor, filter: Cursor, context: CompileContext): EventUse | undefined {
  const event = eventNamed(reference, 'consumed', context);
  const compiled = resultFilter(filter, EVENT_FILTER, context);
  if (!event) return undefined;
  return {
    name: event.name,
    type: event.type,
    correlation: event.correlation,
    dataOnly: event.dataOnly,
    filter: compiled,
    ...(event.source !== undefined && { source: event.source }),
  };
}
