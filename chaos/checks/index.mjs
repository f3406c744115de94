import { isDeepStrictEqual } from 'node:util';

/**
 * D7: what the data index shows is what the engine has stored: state, version, data, and as many nodes as it entered.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} sides
 * @param {import('./record.mjs').IndexedRun} instance
 */
export function checkIndex(findings, { tables }, { id, state, commit, variables, nodes }) {
  const stored = tables.runs.get(id);
  const shown = { state, commit, data: variables.workflowdata, nodes: nodes.length };
  const engine = stored && {
    state: stored.snapshot.state,
    commit: stored.snapshot.version,
    data: stored.snapshot.root.data,
    nodes: stored.snapshot.entered,
  };
  const columns = stored?.state === state && stored.commit === commit;
  findings.expect(
    'D7',
    id,
    columns && isDeepStrictEqual(shown, engine),
    () => `The index shows ${JSON.stringify(shown)}, the engine has ${JSON.stringify(engine)}.`,
  );
}
