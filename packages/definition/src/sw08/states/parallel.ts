import type { Cursor } from '../../document/cursor.js';
import type { ForkTask, TaskId } from '../../program/task.js';
import { compileActions } from '../actions/actions.js';
import { countAt } from './count.js';
import type { StateParts } from './state.js';

/** A state that runs branches at the same time (section A6.5). */
export function compileParallel(state: StateParts): ForkTask {
  const { cursor, base } = state;
  if (!cursor.get('branches').exists) cursor.required('branches');
  const names = new Set<string>();
  const branches = cursor
    .get('branches')
    .list.flatMap((branch, index) => compileBranch(branch, `branch ${index + 1}`, names, state) ?? []);
  const atLeast = compileCompletion(state);
  return { ...base, kind: 'fork', branches, ...(atLeast !== undefined && { atLeast }) };
}

function compileBranch(
  branch: Cursor,
  unnamed: string,
  names: Set<string>,
  { scope, limits, context }: StateParts,
): TaskId | undefined {
  if (!branch.object) return undefined;
  const name = branch.optional('name') ?? unnamed;
  if (names.has(name)) {
    const message = `There is another branch "${name}" in this state; give one of them a new name.`;
    branch.get('name').report(context.dialect === 'spec' ? 'error' : 'warning', 'duplicate-name', message);
  }
  names.add(name);
  const own = limits.within(branch);
  const actions = { state: scope, limits: own.actions() };
  const children = compileActions(branch.get('actions'), actions, context);
  const timeout = own.branch();
  context.tasks.set(branch.pointer, {
    kind: 'do',
    id: branch.pointer,
    name,
    role: 'branch',
    state: scope.id,
    children,
    ...(timeout && { timeout }),
  });
  return branch.pointer;
}

function compileCompletion({ cursor, context }: StateParts): ForkTask['atLeast'] {
  if (cursor.get('completionType').value !== 'atLeast') return undefined;
  if (cursor.get('numCompleted').exists) return countAt(cursor.get('numCompleted'), context);
  cursor.required('numCompleted');
  return undefined;
}
