import type { Task, TaskId } from '../program/task.js';
import { linksOf, partsOf } from './task-links.js';
import type { LinkKind } from './task-links.js';

/** One way from a state to another one, or to an end. */
export interface StateLink {
  readonly kind: LinkKind;
  readonly label?: string;
  /** The state; absent: the path ends here. */
  readonly to?: TaskId;
  /** What happens on the way: events are sent, states undone, another instance begun. */
  readonly via: readonly TaskId[];
  /** True: the whole instance ends, and not only this path. */
  readonly terminates: boolean;
}

type Tasks = ReadonlyMap<TaskId, Task>;

/** All ways out of a state, of its parts as well. What happens on the way from one state to the next is passed over. */
export function stateLinks(state: TaskId, tasks: Tasks): StateLink[] {
  return within(state, tasks).flatMap((task) =>
    linksOf(task).map(({ kind, label, then }) => ({
      kind,
      ...(label !== undefined && { label }),
      ...destination(then, tasks),
    })),
  );
}

/** A task and all tasks inside it, outermost first. */
export function within(id: TaskId, tasks: Tasks): Task[] {
  const task = tasks.get(id);
  return task ? [task, ...partsOf(task).flatMap((part) => within(part, tasks))] : [];
}

/** Follows what happens on the way to the next state or to an end. */
export function destination(then: Task['then'], tasks: Tasks): Pick<StateLink, 'to' | 'via' | 'terminates'> {
  const via: TaskId[] = [];
  let next = then;
  while (next && 'to' in next) {
    const task = tasks.get(next.to);
    if (task?.role !== 'transition') return { to: next.to, via, terminates: false };
    via.push(task.id);
    next = task.then;
  }
  return { via, terminates: next?.end === 'instance' };
}
