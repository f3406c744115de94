import type { Cursor } from '../../document/cursor.js';
import type { Template } from '../../expressions/template.js';
import type { ProducedEvent } from '../../program/events.js';
import type { CompileContext } from '../context.js';
import { templateAt } from '../expressions.js';
import { eventNamed } from './event-reference.js';

/** An event that is sent, with `data` and `contextAttributes` as they stand in `entry`. */
export function producedEvent(
  reference: Cursor,
  entry: Cursor,
  context: CompileContext,
): ProducedEvent | undefined {
  const event = eventNamed(reference, 'produced', context);
  const data = templateAt(entry.get('data'), context);
  const attributes = contextAttributes(entry.get('contextAttributes'), context);
  if (!event) return undefined;
  return {
    name: event.name,
    type: event.type,
    attributes,
    correlation: event.correlation.map(({ attribute }) => attribute),
    ...(event.source !== undefined && { source: event.source }),
    ...(data && { data }),
  };
}

function contextAttributes(cursor: Cursor, context: CompileContext): Record<string, Template> {
  const names = cursor.exists ? Object.keys(cursor.object ?? {}) : [];
  const entries = names.flatMap((name) => {
    const template = templateAt(cursor.get(name), context);
    return template ? [[name, template] as const] : [];
  });
  return Object.fromEntries(entries);
}
