/**
 * D8: each child was started once, and none outlives its parent. Yields the children with what is expected of them.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} sides
 * @param {import('./record.mjs').IndexedRun} instance
 * @param {import('../scenarios/scenario.mjs').Expected} expected
 */
export function* childrenOf(findings, { byParent }, { id, state }, { children = [] }) {
  const found = byParent.get(id) ?? [];
  const allowed = state === 'COMPLETED' ? ['COMPLETED'] : ['COMPLETED', 'ABORTED'];
  for (const { workflow, expected } of children) {
    const ofWorkflow = found.filter(({ processId }) => processId === workflow);
    const count = ofWorkflow.length;
    const right = state === 'COMPLETED' ? count === 1 : count <= 1;
    findings.expect('D8', id, right, () => `It has ${count} children of ${workflow}.`);
    for (const child of ofWorkflow) {
      const ended = allowed.includes(child.state);
      findings.expect('D8', child.id, ended, () => `It is ${child.state}, its parent ${id} is ${state}.`);
      yield [child, expected];
    }
  }
}
