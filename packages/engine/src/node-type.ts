import type { Task } from '@orchestrator/definition';

/** Node types as the data index knows them, by kind of task (workflow-runtime.md 5.6). */
const NODE_TYPES = {
  set: 'ActionNode',
  switch: 'Split',
  do: 'CompositeContextNode',
  wait: 'TimerNode',
  fork: 'Split',
  for: 'ForEachNode',
  listen: 'EventNode',
  call: 'WorkItemNode',
  emit: 'ActionNode',
  run: 'SubProcessNode',
  compensate: 'CompositeContextNode',
  continue: 'EndNode',
} as const;

/** The type under which the data index lists a task; calls inside the engine are actions, others work items. */
export function nodeTypeOf(task: Task): string {
  const inside = task.kind === 'call' && ['expression', 'log'].includes(task.function.kind);
  return inside ? 'ActionNode' : NODE_TYPES[task.kind];
}
