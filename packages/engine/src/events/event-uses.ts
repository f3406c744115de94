import type { EventUse, ListenTask } from '@orchestrator/definition';

/** Every event of a task, in the order of its entries. */
export function eventUses(task: ListenTask): readonly EventUse[] {
  return task.entries.flatMap(({ events }) => events);
}
