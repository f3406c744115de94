import type { TaskId } from '@orchestrator/definition';
import type { Walk } from '../draft/walk.js';
import type { Fact } from '../facts.js';
import { closeScope } from '../flow/close.js';
import type { Next } from '../flow/next.js';

/** Gives up what is active and enters a state again. False: the task is no state. */
export function rewind(walk: Walk, { to, data }: Extract<Fact, { type: 'rewound' }>): boolean {
  if (walk.program.tasks.get(to)?.role !== 'state') return false;
  if (data !== undefined) walk.root.data = data;
  startAt(walk, to, () => ({ enter: to }));
  return true;
}

/**
 * Gives up what is active, and everything that came of it, to go on at the outermost level of the main path.
 *
 * @param state - what it and later states did can no longer be undone twice
 */
export function startAt(walk: Walk, state: TaskId, work: () => Next): void {
  closeScope(walk, walk.root);
  walk.state = 'ACTIVE';
  walk.error = undefined;
  walk.ending = undefined;
  // The workflow's own time and detached children have nothing to do with what is given up.
  walk.held = walk.held.filter((fact) => {
    const node = 'node' in fact ? fact.node : undefined;
    return node === undefined || node === `${walk.instance.id}:0`;
  });
  const first = walk.compensable.lastIndexOf(state);
  if (first >= 0) walk.compensable = walk.compensable.slice(0, first);
  walk.stepsSinceWait = 0;
  walk.agenda.first(walk.root, work);
}
