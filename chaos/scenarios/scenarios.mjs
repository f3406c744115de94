import { branches, each, pauses, sequence } from './calls.mjs';
import { answers, meets, orders, tells } from './events.mjs';
import { aborted, gather, parent } from './subflows.mjs';
import { undo } from './undo.mjs';

const all = [sequence, branches, each, pauses, answers, meets, orders, tells, parent, gather, aborted, undo];

/** The load by workflow. @type {ReadonlyMap<string, import('./scenario.mjs').Scenario>} */
export const scenarios = new Map(all.map((scenario) => [scenario.workflow, scenario]));

/** One of the workflows, each by its share. @param {import('../random.mjs').Random} random */
export function anyScenario(random) {
  const weights = Object.fromEntries(all.map(({ workflow, weight }) => [workflow, weight]));
  return scenarios.get(random.weighted(weights));
}
