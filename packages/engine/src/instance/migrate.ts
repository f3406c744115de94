import type { Program, Task, TaskId } from '@orchestrator/definition';
import type { Frame, Scope } from './frame.js';
import type { Instance } from './instance.js';

/** What became of a migration: the instance under its new definition, or what stands in the way. */
export type Migration =
  | { readonly instance: Instance }
  /** Sentences for the operator, one for each task that has no counterpart. */
  | { readonly problems: readonly string[] };

/**
 * Moves an instance to another definition. Every task that it is in, and every completed state that may have to be
 * undone, needs a counterpart of the same kind there: the one that `mapping` names, or the one of the same name in the
 * state of the same name.
 */
export function migrateInstance(
  from: Program,
  to: Program,
  instance: Instance,
  mapping: { readonly [task: TaskId]: TaskId } = {},
): Migration {
  const problems: string[] = [];
  const counterpart = (id: TaskId): TaskId => {
    const task = from.tasks.get(id);
    const wanted = Object.hasOwn(mapping, id)
      ? to.tasks.get(mapping[id] ?? '')
      : task && namesake(from, to, task);
    if (task && wanted && wanted.kind === task.kind) return wanted.id;
    problems.push(
      `"${task?.name ?? id}" (${id}) has no counterpart of the same kind in the other definition; name one in the mapping.`,
    );
    return id;
  };
  const moved: Instance = {
    ...instance,
    definition: to.hash,
    workflowId: to.workflowId,
    root: moveScope(instance.root, counterpart),
    compensable: instance.compensable.map(counterpart),
    ...(instance.error && { error: { ...instance.error, task: counterpart(instance.error.task) } }),
  };
  return problems.length > 0 ? { problems: [...new Set(problems)] } : { instance: moved };
}

/** The task of the same role and name in the state of the same name; where names repeat, the one in the same place. */
function namesake(from: Program, to: Program, task: Task): Task | undefined {
  const same = to.tasks.get(task.id);
  const alike = (other: Task): boolean =>
    other.name === task.name &&
    other.role === task.role &&
    to.tasks.get(other.state)?.name === from.tasks.get(task.state)?.name;
  if (same && alike(same)) return same;
  const found = [...to.tasks.values()].filter(alike);
  return found.length === 1 ? found[0] : undefined;
}

function moveScope(scope: Scope, counterpart: (id: TaskId) => TaskId): Scope {
  return { ...scope, frame: scope.frame && moveFrame(scope.frame, counterpart) };
}

function moveFrame(frame: Frame, counterpart: (id: TaskId) => TaskId): Frame {
  const { progress } = frame;
  const remaining =
    progress?.kind === 'compensate'
      ? { progress: { ...progress, remaining: progress.remaining.map(counterpart) } }
      : {};
  return {
    ...frame,
    task: counterpart(frame.task),
    ...remaining,
    ...(frame.child && { child: moveFrame(frame.child, counterpart) }),
    ...(frame.scopes && { scopes: frame.scopes.map((scope) => moveScope(scope, counterpart)) }),
  };
}
