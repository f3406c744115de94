import type { Cursor } from '../../document/cursor.js';
import type { TaskId } from '../../program/task.js';

/** Whether actions run at the same time (`actionMode`); a single one does not need to. */
export function isParallel(cursor: Cursor, actions: readonly TaskId[]): boolean {
  return cursor.get('actionMode').value === 'parallel' && actions.length > 1;
}
