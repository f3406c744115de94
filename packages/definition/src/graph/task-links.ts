import type { Task, TaskId, Then } from '../program/task.js';

/** Why one task follows another. */
export type LinkKind =
  'transition' | 'condition' | 'default' | 'event' | 'timeout' | 'error' | 'compensation';

/** One way out of a task. */
export interface TaskLink {
  readonly kind: LinkKind;
  /** What decides that this way is taken: a condition, names of events or errors. */
  readonly label?: string;
  readonly then: Then;
}

/** All ways out of a task, in the order in which the document has them. */
export function linksOf(task: Task): TaskLink[] {
  const links: TaskLink[] = [];
  if (task.kind === 'switch') {
    for (const { label, then } of task.branches) links.push({ kind: 'condition', label, then });
    if (task.otherwise) links.push({ kind: 'default', then: task.otherwise });
  }
  if (task.kind === 'listen') {
    for (const { label, then } of task.entries) if (then) links.push({ kind: 'event', label, then });
    if (task.onTimeout) links.push({ kind: 'timeout', then: task.onTimeout });
  }
  if (task.then) links.push({ kind: 'transition', then: task.then });
  for (const { errors, then } of task.catches ?? []) {
    links.push({ kind: 'error', label: errors.map(({ name }) => name).join(', '), then });
  }
  if (task.compensatedBy !== undefined)
    links.push({ kind: 'compensation', then: { to: task.compensatedBy } });
  return links;
}

/** The tasks that run inside a task, in the order in which the document has them. */
export function partsOf(task: Task): readonly TaskId[] {
  switch (task.kind) {
    case 'do':
      return task.children;
    case 'fork':
      return task.branches;
    case 'for':
      return [task.body];
    case 'listen':
      return [
        ...(task.before === undefined ? [] : [task.before]),
        ...task.entries.flatMap(({ body }) => body ?? []),
      ];
    case 'set':
    case 'switch':
    case 'wait':
    case 'call':
    case 'emit':
    case 'run':
    case 'compensate':
    case 'continue':
      return [];
  }
}
