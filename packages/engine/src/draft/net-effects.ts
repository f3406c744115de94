import type { Effect } from '../facts.js';

/**
 * What the effects of one step come to: what was begun and given up again within the step never happens. Of what is
 * left, hosts may carry out the settling effects first, in any order.
 */
export function netEffects(effects: readonly Effect[]): Effect[] {
  const settledLater = new Set<string>();
  const net: Effect[] = [];
  for (const effect of effects.toReversed()) {
    if (effect.type === 'settled') settledLater.add(`${effect.node} ${effect.what}`);
    const part = partOf(effect);
    if (part === undefined || !settledLater.has(part)) net.push(effect);
  }
  return net.reverse();
}

/** The part of a node that an effect begins, named as settling effects name it. */
function partOf(effect: Effect): string | undefined {
  switch (effect.type) {
    case 'call':
      return effect.detached ? undefined : `${effect.node} call`;
    case 'timer':
      return `${effect.node} ${effect.timer}`;
    case 'subscribe':
      return `${effect.node} subscriptions`;
    default:
      return undefined;
  }
}
