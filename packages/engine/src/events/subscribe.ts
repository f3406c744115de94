import type { EventUse } from '@orchestrator/definition';
import { toText } from '../data/text.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';

/** Begins to wait for events, each with the correlation values that are known by now (section A5). */
export function subscribe(walk: Walk, frame: OpenFrame, events: readonly EventUse[]): void {
  events.forEach((event, index) => {
    const source = walk.program.dialect === 'spec' && event.source ? event.source : undefined;
    walk.effects.push({
      type: 'subscribe',
      node: frame.node,
      index,
      eventType: event.type,
      ...(source !== undefined && { source }),
      correlation: expectedCorrelation(walk, frame, event),
    });
  });
}

/** The values that an event's correlation attributes must have here; null: whatever the first event brings. */
export function expectedCorrelation(
  walk: Walk,
  frame: OpenFrame,
  { correlation }: EventUse,
): { [attribute: string]: string | null } {
  const fixed = walk.correlation;
  return Object.fromEntries(
    correlation.map(({ attribute, value }) => {
      const known = Object.hasOwn(fixed, attribute) ? fixed[attribute] : undefined;
      // In SonataFlow a value in the definition is not enforced (workflow-runtime.md 5.4).
      if (!value || walk.program.dialect === 'sonataflow') return [attribute, known ?? null];
      return [attribute, toText(walk.fill(value, frame.scope, walk.view(frame.scope)))];
    }),
  );
}
