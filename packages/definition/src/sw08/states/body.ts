import type { Cursor } from '../../document/cursor.js';
import type { TaskId } from '../../program/task.js';
import { compileActions } from '../actions/actions.js';
import type { ActionScope } from '../actions/actions.js';
import type { CompileContext } from '../context.js';
import { isParallel } from './action-mode.js';

/**
 * Compiles the actions that belong to events or to an item of a list as one task.
 *
 * @param owner - what has `actions` and may have an `actionMode`
 * @param name - of the task
 */
export function compileBody(
  owner: Cursor,
  name: string,
  scope: ActionScope,
  context: CompileContext,
): TaskId {
  const list = owner.get('actions');
  const children = compileActions(list, scope, context);
  const base = { id: list.pointer, name, role: 'branch', state: scope.state.id } as const;
  context.tasks.set(
    base.id,
    isParallel(owner, children)
      ? { ...base, kind: 'fork', branches: children }
      : { ...base, kind: 'do', children },
  );
  return base.id;
}
