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
  for (const { workflow, count: wanted = 1, expected } of children) {
    const ofWorkflow = found.filter(({ processId }) => processId === workflow);
    const count = ofWorkflow.length;
    const right = state === 'COMPLETED' ? count === wanted : count <= wanted;
    findings.expect('D8', id, right, () => `It has ${count} children of ${workflow} instead of ${wanted}.`);
    for (const child of ofWorkflow) {
      const ended = allowed.includes(child.state);
      findings.expect('D8', child.id, ended, () => `It is ${child.state}, its parent ${id} is ${state}.`);
      yield [child, expected];
    }
  }
}
