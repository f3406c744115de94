import type { Walk } from '../draft/walk.js';
import type { Fact } from '../facts.js';
import { hold } from './hold.js';
import { receiveCommand } from './command.js';
import { receiveOutcome } from './outcome.js';

/** Takes a fact in and plans what follows from it. False: it does not apply, and nothing has changed. */
export function receive(walk: Walk, fact: Fact): boolean {
  if (walk.endedAt !== undefined) return false;
  switch (fact.type) {
    case 'call-succeeded':
    case 'call-failed':
    case 'timer-fired':
    case 'event-arrived':
    case 'child-ended':
    case 'child-replaced': {
      const apply = receiveOutcome(walk, fact);
      if (!apply) return false;
      if (walk.state !== 'ACTIVE') return hold(walk, fact);
      apply();
      return true;
    }
    default:
      return receiveCommand(walk, fact);
  }
}
