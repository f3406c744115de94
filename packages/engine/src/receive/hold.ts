import type { Walk } from '../draft/walk.js';
import type { Fact, SettledEffect } from '../facts.js';

/** What a held fact settles: its row is done, although the node has still to be told. */
const SETTLES: Partial<Record<Fact['type'], SettledEffect['what']>> = {
  'call-succeeded': 'call',
  'call-failed': 'call',
};

/** Keeps a fact for the moment in which the instance goes on. False: it is there already. */
export function hold(walk: Walk, fact: Fact): boolean {
  const known = walk.held.some((held) => JSON.stringify(held) === JSON.stringify(fact));
  if (known) return false;
  walk.held = [...walk.held, fact];
  const node = 'node' in fact ? fact.node : undefined;
  if (node === undefined) return true;
  const what = fact.type === 'timer-fired' ? fact.timer : SETTLES[fact.type];
  if (what) walk.effects.push({ type: 'settled', node, what });
  return true;
}
