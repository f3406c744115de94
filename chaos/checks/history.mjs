/**
 * D7: the history holds every node that was visited, once, and none that is still open.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} _sides
 * @param {import('./record.mjs').IndexedRun} instance
 * @param {import('../scenarios/scenario.mjs').Expected} expected
 */
export function checkHistory(findings, _sides, { id, nodes }, { nodes: wanted }) {
  const open = nodes.filter(({ exit, cancelType }) => exit === null && cancelType === null);
  findings.expect(
    'D7',
    id,
    open.length === 0,
    () => `Nodes are still open: ${open.map(({ name }) => name).join()}.`,
  );
  if (!wanted) return;
  const visited = nodes.map(({ name }) => name).sort();
  findings.expect(
    'D7',
    id,
    visited.join() === [...wanted].sort().join(),
    () => `It visited ${visited.join()} instead of ${wanted.join()}.`,
  );
}
