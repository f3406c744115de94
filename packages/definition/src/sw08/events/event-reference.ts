import type { Cursor } from '../../document/cursor.js';
import type { CompileContext } from '../context.js';
import type { DeclaredEvent, EventKind } from './declared-event.js';

/** The event definition that a text names, for receiving or sending it. */
export function eventNamed(
  reference: Cursor,
  kind: EventKind,
  context: CompileContext,
): DeclaredEvent | undefined {
  const event = context.events.resolve(reference);
  if (event && event.kind !== kind) {
    const verb = kind === 'consumed' ? 'received' : 'sent';
    reference.report(
      // SonataFlow does not look at the kind, and many documents leave it out.
      context.dialect === 'spec' ? 'error' : 'hint',
      'wrong-event-kind',
      `The event "${event.name}" is ${verb} here, so its definition needs "kind: ${kind}".`,
    );
  }
  return event;
}
