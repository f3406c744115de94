/**
 * D3: each step was called under one key until it had a definite answer, always with the same content, and under no key
 * more than there were answers to be had. No step was called whose node was never committed.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} sides
 * @param {import('./record.mjs').IndexedRun} instance
 * @param {import('../scenarios/scenario.mjs').Expected} expected
 */
export function checkSteps(findings, { callsOf }, { id, nodes }, { steps, partly = false, order = [] }) {
  const calls = callsOf.get(id) ?? [];
  const byStep = Map.groupBy(calls, ({ step }) => step);
  const entered = new Set(nodes.map(({ name }) => name));
  for (const step of new Set([...byStep.keys(), ...Object.keys(steps)])) {
    const ofStep = byStep.get(step) ?? [];
    const keys = new Set(ofStep.map(({ key }) => key)).size;
    const wanted = Object.hasOwn(steps, step) ? steps[step] : 0;
    const right = partly ? keys <= wanted : keys === wanted;
    findings.expect(
      'D3',
      id,
      right,
      () => `Step ${step} was called under ${keys} keys instead of ${wanted}.`,
    );
    const committed = ofStep.length === 0 || entered.has(nodeOf(step));
    findings.expect('D3', id, committed, () => `Step ${step} was called, and its node was never entered.`);
    for (const [key, ofKey] of Map.groupBy(ofStep, (call) => call.key))
      checkKey(findings, id, step, key, ofKey);
  }
  const arrived = [...byStep.keys()].filter((step) => order.includes(step));
  const inOrder = arrived.join() === order.join();
  findings.expect('D3', id, inOrder, () => `Its steps came as ${arrived.join()} instead of ${order.join()}.`);
}

/** The node that calls a step; that of a loop calls several. */
function nodeOf(step) {
  return step.replace(/-\d+$/, '');
}

function checkKey(findings, id, step, key, calls) {
  const contents = new Set(calls.map(({ body }) => JSON.stringify(body)));
  const message = () => `Step ${step} was called under ${key} with ${[...contents].join(' and ')}.`;
  findings.expect('D3', id, key !== '' && contents.size === 1, message);
}
