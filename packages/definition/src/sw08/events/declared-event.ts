import type { Cursor } from '../../document/cursor.js';
import type { Correlation } from '../../program/events.js';
import type { ExpressionContext } from '../context.js';
import { Declarations, duplicateSeverity } from '../declarations.js';
import { templateAt } from '../expressions.js';

/** An event definition (`events`, section A5). */
export interface DeclaredEvent {
  readonly name: string;
  readonly type: string;
  /** Absent: any source. */
  readonly source?: string;
  readonly kind: EventKind;
  readonly correlation: readonly Correlation[];
  readonly dataOnly: boolean;
}

/** Whether a workflow receives or sends events of a definition. */
export type EventKind = 'consumed' | 'produced';

/** Reads the `events` section. */
export function compileEvents(section: Cursor, context: ExpressionContext): Declarations<DeclaredEvent> {
  const events = new Declarations<DeclaredEvent>('event', 'events');
  for (const entry of section.list) {
    events.declare(entry, (name) => compileEvent(entry, name, context), duplicateSeverity(context.dialect));
  }
  return events;
}

function compileEvent(entry: Cursor, name: string, context: ExpressionContext): DeclaredEvent | undefined {
  const type = entry.required('type');
  const source = entry.optional('source') ?? '';
  const dataOnly = entry.get('dataOnly');
  const kind = entry.get('kind').value === 'produced' ? 'produced' : 'consumed';
  const correlation = entry
    .get('correlation')
    .list.flatMap((item) => compileCorrelation(item, context) ?? []);
  if (type === undefined) return undefined;
  return {
    name,
    type,
    kind,
    correlation,
    dataOnly: !dataOnly.exists || dataOnly.boolean !== false,
    ...(source !== '' && { source }),
  };
}

function compileCorrelation(item: Cursor, context: ExpressionContext): Correlation | undefined {
  const attribute = item.object && item.required('contextAttributeName');
  const value = templateAt(item.get('contextAttributeValue'), context);
  return attribute === undefined ? undefined : { attribute, ...(value && { value }) };
}
