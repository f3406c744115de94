/**
 * D8: cancelling wins or loses; who was told that it won sees an aborted run, and who was told that it lost a completed
 * one. An order that was repeated, since its first answer was lost, says only that it is over.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('../load/driver.mjs').Run} run
 * @param {import('./record.mjs').IndexedRun} instance
 */
export function checkAbort(findings, run, { id, state, variables }) {
  const allowed = allowedStates(run);
  const promise = run.abort ? 'D8' : 'D1';
  findings.expect(
    promise,
    id,
    allowed.includes(state),
    () => `It is ${state}; ${allowed.join(' or ')} is expected.`,
  );
  if (state !== 'ABORTED' || run.abort?.attempts !== 1) return;
  // An order that was given again ends what the first one had begun to undo.
  const { prepare, reopen } = variables.workflowdata;
  const undone = (prepare === undefined) === (reopen === undefined);
  findings.expect('D8', id, undone, () => 'What had been done was not undone.');
}

function allowedStates({ abort }) {
  if (!abort) return ['COMPLETED'];
  if (abort.status === 200) return ['ABORTED'];
  return abort.attempts === 1 ? ['COMPLETED'] : ['COMPLETED', 'ABORTED'];
}
