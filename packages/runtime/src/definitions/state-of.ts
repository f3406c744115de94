import { CANCEL_COMPENSATION } from '@orchestrator/definition';
import type { Program, TaskId } from '@orchestrator/definition';

/** The state of this name or id; undefined when the workflow has none. */
export function stateOf({ states, tasks }: Program, nameOrId: string): TaskId | undefined {
  return states.find((id) => id === nameOrId || tasks.get(id)?.name === nameOrId);
}

/** The node of this name or id; of those with one name a state, else the first in the document. */
export function nodeOf(program: Program, nameOrId: string): TaskId | undefined {
  if (nameOrId === CANCEL_COMPENSATION) return undefined;
  if (program.tasks.has(nameOrId)) return nameOrId;
  const state = stateOf(program, nameOrId);
  if (state !== undefined) return state;
  const named = [...program.tasks.values()].filter(({ name }) => name === nameOrId);
  return named.find(({ id }) => id !== CANCEL_COMPENSATION)?.id;
}
