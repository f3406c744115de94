import type { Effect, SettledEffect } from '@orchestrator/engine';

/**
 * The wishes of a step that still stand at its end: a step may give up again what it wished for, for instance when a
 * later branch ends the instance.
 */
export function standingEffects(effects: readonly Effect[]): Effect[] {
  if (!effects.some((effect) => effect.type === 'settled')) return [...effects];
  const standing: Effect[] = [];
  for (const effect of effects) {
    if (effect.type === 'settled') takeBack(standing, effect);
    standing.push(effect);
  }
  return standing;
}

function takeBack(standing: Effect[], settled: SettledEffect): void {
  for (let index = standing.length - 1; index >= 0; index -= 1) {
    const effect = standing[index];
    if (effect && isAbout(settled, effect)) standing.splice(index, 1);
  }
}

function isAbout({ node, what }: SettledEffect, effect: Effect): boolean {
  if (!('node' in effect) || effect.node !== node) return false;
  switch (effect.type) {
    case 'call':
      return !effect.detached && (what === 'call' || what === 'all');
    case 'timer':
      return what === effect.timer || what === 'all';
    case 'subscribe':
      return what === 'subscriptions' || what === 'all';
    default:
      return false;
  }
}
