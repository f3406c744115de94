import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { Dialect } from '../../program/dialect.js';
import { walkProperties } from './document-walk.js';
import { documentStates } from './document-states.js';

/** Checks the numbers of parallel and foreach states, and what branches call (specification 0.8, section A15). */
export function checkParallelism(root: Cursor, dialect: Dialect): void {
  // SonataFlow ignores batches, and finds out about the others while it runs.
  const severity = dialect === 'spec' ? 'error' : 'warning';
  for (const { cursor } of documentStates(root).values()) {
    const type = cursor.get('type').value;
    if (type === 'parallel') {
      checkNumCompleted(cursor, severity);
      checkOwnWorkflow(root, cursor.get('branches'), severity);
    } else if (type === 'foreach') {
      checkBatchSize(cursor, severity);
    }
  }
}

function checkNumCompleted(state: Cursor, severity: 'error' | 'warning'): void {
  if (state.get('completionType').value !== 'atLeast') return;
  const cursor = state.get('numCompleted');
  const branches = state.get('branches').value;
  if (!cursor.exists) {
    cursor.report(
      severity,
      'missing-property',
      '"numCompleted" is missing here; say how many branches have to complete.',
    );
    return;
  }
  const number = literalNumber(cursor);
  if (number === undefined || !Array.isArray(branches)) return;
  if (Number.isInteger(number) && number >= 1 && number <= branches.length) return;
  const message = `"numCompleted" must be a whole number between 1 and ${branches.length}, the number of branches.`;
  cursor.report(severity, 'out-of-range', message);
}

function checkBatchSize(state: Cursor, severity: 'error' | 'warning'): void {
  const cursor = state.get('batchSize');
  const number = literalNumber(cursor);
  if (number === undefined || (Number.isInteger(number) && number > 1)) return;
  const message =
    '"batchSize" must be a whole number above 1; use "mode: sequential" for one item at a time.';
  cursor.report(severity, 'out-of-range', message);
}

/** A number, or the text of one; undefined for an expression. */
function literalNumber({ value }: Cursor): number | undefined {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value) ? Number(value) : undefined;
}

/** A branch that runs the workflow it belongs to never comes to an end. */
function checkOwnWorkflow(root: Cursor, branches: Cursor, severity: 'error' | 'warning'): void {
  const id = root.get('id').value ?? root.get('key').value;
  walkProperties(branches, (name, property) => {
    if (name !== 'subFlowRef') return;
    const reference = isJsonObject(property.value) ? property.get('workflowId') : property;
    if (typeof reference.value !== 'string' || reference.value !== id) return;
    reference.report(
      severity,
      'own-workflow',
      `A branch can't run "${id}", the workflow that it belongs to.`,
    );
  });
}
