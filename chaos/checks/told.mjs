import { isDeepStrictEqual } from 'node:util';

/**
 * The events that a run produced arrived at least once, those of one run in their order, and each under one id.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} sides
 * @param {import('./record.mjs').IndexedRun} instance
 * @param {import('../scenarios/scenario.mjs').Expected} expected
 */
export function checkTold(findings, { eventsOf }, { id }, { told = [] }) {
  const arrived = [...Map.groupBy(eventsOf.get(id) ?? [], (event) => event.id).values()].map(
    ([event]) => event.data,
  );
  findings.expect(
    'D1',
    id,
    isDeepStrictEqual(arrived, told),
    () => `It sent the events ${JSON.stringify(arrived)} instead of ${JSON.stringify(told)}.`,
  );
}
