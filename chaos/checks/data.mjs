import { isDeepStrictEqual } from 'node:util';

/**
 * D2 and D3: the result is the one that the recorded answers lead to. Each answer names the key of its call, so a result
 * that was recorded twice, or not from the call that counts, shows here.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} _sides
 * @param {import('./record.mjs').IndexedRun} instance
 * @param {import('../scenarios/scenario.mjs').Expected} expected
 */
export function checkData(findings, _sides, { id, variables }, { data, optional = [] }) {
  const found = variables.workflowdata;
  const missing = optional.filter((name) => !Object.hasOwn(found, name));
  const wanted = Object.fromEntries(Object.entries(data).filter(([name]) => !missing.includes(name)));
  findings.expect(
    'D2',
    id,
    isDeepStrictEqual(found, wanted),
    () => `Its data are ${JSON.stringify(found)} instead of ${JSON.stringify(wanted)}.`,
  );
}
