import type { Cursor } from '../../document/cursor.js';
import { stateLinks } from '../../graph/state-links.js';
import type { TaskId } from '../../program/task.js';
import type { CheckedFlow } from './checked-flow.js';
import { documentStates } from './document-states.js';

/** Warns of states that no run can come to. */
export function checkUnreached(root: Cursor, flow: CheckedFlow): void {
  const reached = reachedStates(flow);
  for (const { cursor, name } of documentStates(root).values()) {
    // A state that could not be compiled has findings of its own.
    if (reached.has(cursor.pointer) || !flow.tasks.has(cursor.pointer)) continue;
    const message = `Nothing leads to the state "${name}"; add a transition to it or remove it.`;
    cursor.report('warning', 'unreached-state', message);
  }
}

function reachedStates({ start, tasks, timeout }: CheckedFlow): Set<TaskId> {
  const reached = new Set<TaskId>();
  const open = [start, ...(timeout?.runBefore === undefined ? [] : [timeout.runBefore])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...stateLinks(id, tasks).flatMap(({ to }) => to ?? []));
  }
  return reached;
}
