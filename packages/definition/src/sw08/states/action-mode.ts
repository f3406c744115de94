import type { Cursor } from '../../document/cursor.js';
import type { TaskId } from '../../program/task.js';

/** Whether actions run at the same time (`actionMode`); a single one does not need to. */
export function isParallel(cursor: Cursor, actions: readonly TaskId[]): boolean {
  const mode = cursor.get('actionMode');
  if (mode.exists && mode.value !== 'sequential' && mode.value !== 'parallel') {
    mode.error('unknown-mode', '"actionMode" is "sequential" or "parallel".');
  }
  return mode.value === 'parallel' && actions.length > 1;
}
