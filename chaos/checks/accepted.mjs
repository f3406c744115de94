/**
 * D1 and D6: what was accepted is there, once. Answers the instance.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} sides
 * @param {import('../load/driver.mjs').Run} run
 */
export function checkAccepted(findings, sides, run) {
  const { workflow, id, repeatedId, failure, number } = run;
  const name = `${workflow} ${number}`;
  findings.expect('D1', id ?? name, failure === undefined, () => failure);
  if (workflow === 'orders') {
    const found = sides.orders.get(run.input.order) ?? [];
    findings.expect(
      'D6',
      run.input.order,
      found.length === 1,
      () => `${found.length} runs began with the event.`,
    );
    return found[0];
  }
  if (repeatedId !== undefined)
    findings.expect('D1', id, repeatedId === id, () => `The same start was answered with ${repeatedId} too.`);
  const instance = sides.index.get(id);
  findings.expect('D1', id ?? name, instance !== undefined, () => 'It was accepted, and is not there.');
  return instance;
}

/**
 * D1 and D6: nobody starts a run that nobody wished for.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} sides
 * @param {ReadonlySet<string>} known
 */
export function checkUninvited(findings, { index }, known) {
  for (const { id, processId } of index.values())
    findings.expect('D6', id, known.has(id), () => `Nobody wished for this run of ${processId}.`);
}
