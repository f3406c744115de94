import type { Task } from '@orchestrator/definition';

/** Node types as the data index knows them, by kind of task (workflow-runtime.md 5.6). */
const NODE_TYPES = {
  set: 'ActionNode',
  switch: 'Split',
  do: 'CompositeContextNode',
  wait: 'TimerNode',
  call: 'WorkItemNode',
} as const;

/** The type under which the data index lists a task; calls inside the engine are actions, others work items. */
export function nodeTypeOf(task: Task): string {
  return task.kind === 'call' && task.function.kind !== 'connector' ? 'ActionNode' : NODE_TYPES[task.kind];
}
