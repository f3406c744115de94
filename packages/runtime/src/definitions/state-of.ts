import type { Program, TaskId } from '@orchestrator/definition';

/** The state of this name or id; undefined when the workflow has none. */
export function stateOf({ states, tasks }: Program, nameOrId: string): TaskId | undefined {
  return states.find((id) => id === nameOrId || tasks.get(id)?.name === nameOrId);
}
