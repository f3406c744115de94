import type { DoTask, ForkTask } from '../../program/task.js';
import { compileActions } from '../actions/actions.js';
import { isParallel } from './action-mode.js';
import type { StateParts } from './state.js';

/** A state that runs actions, one after the other or at the same time (section A6.2). */
export function compileOperation({ cursor, scope, base, limits, context }: StateParts): DoTask | ForkTask {
  const children = compileActions(cursor.get('actions'), { state: scope, limits: limits.actions() }, context);
  return isParallel(cursor, children)
    ? { ...base, kind: 'fork', branches: children }
    : { ...base, kind: 'do', children };
}
