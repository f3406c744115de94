/**
 * D9: nothing is left to be done for runs that have ended: no call, no timer, no message, no event, and so no lease.
 *
 * @param {import('./record.mjs').Findings} findings
 * @param {import('./checks.mjs').Sides} sides
 */
export function checkLeftovers(findings, { tables, index }) {
  const left = Map.groupBy(tables.work, ({ run }) => run);
  for (const { id } of index.values()) findings.expect('D9', id, !left.has(id), () => rowsOf(left.get(id)));
  for (const [run, rows] of left) if (!index.has(run)) findings.expect('D9', run, false, () => rowsOf(rows));
}

function rowsOf(rows) {
  return `Rows are left in ${rows.map(({ table }) => table).join()}.`;
}
