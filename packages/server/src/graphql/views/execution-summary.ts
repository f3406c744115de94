import type { InstanceRow, NodeRow } from '@orchestrator/store';
import { formatDateTime } from '../scalars.js';

/** The run in sentences (data-index-and-jobs.md 2.4), its times in the form of the DateTime scalar. */
export function executionSummary(row: InstanceRow, nodes: readonly NodeRow[]): string[] {
  const entered = nodes
    .flatMap((node) => (node.enter === null ? [] : [{ ...node, enter: node.enter }]))
    .sort((one, other) => one.enter - other.enter);
  const lines = [`Workflow started at ${row.start === null ? 'an unknown time' : formatDateTime(row.start)}`];
  for (const { errorMessage, enter, retrigger } of entered) {
    if (retrigger) lines.push(`Workflow retriggered at ${formatDateTime(enter)}`);
    if (errorMessage !== null)
      lines.push(`Workflow failed with error ${errorMessage} at ${formatDateTime(enter)}`);
  }
  const last = entered.at(-1);
  if (row.state === 'ACTIVE' && last && last.exit === null) {
    lines.push(`Workflow waiting at node ${last.name} since ${formatDateTime(last.enter)}`);
  }
  if (row.state === 'COMPLETED' && row.end !== null)
    lines.push(`Workflow completed at ${formatDateTime(row.end)}`);
  return lines;
}
