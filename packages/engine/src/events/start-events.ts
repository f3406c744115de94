import type { EventUse, Program } from '@orchestrator/definition';
import { eventUses } from './event-uses.js';

/** The events that create instances of a workflow; empty when its first state does not wait for events. */
export function startEvents(program: Program): readonly EventUse[] {
  const first = program.tasks.get(program.start);
  // A callback's event answers its own action, so it can't be what begins an instance.
  return first?.kind === 'listen' && first.before === undefined ? eventUses(first) : [];
}
