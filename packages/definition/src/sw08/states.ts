import type { Cursor } from '../document/cursor.js';
import type { SwitchTask, Task, TaskId, Then } from '../program.js';
import { compileActions, durationAt } from './actions.js';
import { expressionAt, optionalExpression } from './context.js';
import type { CompileContext } from './context.js';
import { compileThen, rejectUnsupported } from './flow.js';

/** Compiles one state into a task; its actions become tasks of their own (specification 0.8, section A6). */
export function compileState(state: Cursor, name: string, context: CompileContext): void {
  rejectUnsupported(state, ['onErrors', 'timeouts', 'compensatedBy', 'usedForCompensation']);
  const base = compileBase(state, name, context);
  const task = compileByType(state, base, context);
  if (task) context.tasks.set(task.id, task);
}

type Base = Pick<Task, 'id' | 'name' | 'input' | 'output' | 'errorMessage'>;

function compileBase(state: Cursor, name: string, context: CompileContext): Base {
  const filter = state.get('stateDataFilter');
  const input = optionalExpression(filter.get('input'), context);
  const output = optionalExpression(filter.get('output'), context);
  const errorMessage = optionalExpression(state.get('metadata').get('errorMessage'), context);
  return {
    id: state.pointer,
    name,
    ...(input && { input }),
    ...(output && { output }),
    ...(errorMessage && { errorMessage }),
  };
}

function compileByType(state: Cursor, base: Base, context: CompileContext): Task | undefined {
  const type = state.required('type');
  switch (type) {
    case undefined:
      return undefined;
    case 'inject':
      return withThen(state, context, (then) => ({
        ...base,
        kind: 'set',
        data: state.get('data').value ?? {},
        then,
      }));
    case 'operation': {
      const mode = state.optional('actionMode') ?? 'sequential';
      const actions = state.get('actions').list;
      if (mode === 'parallel' && actions.length > 1) rejectUnsupported(state, ['actionMode']);
      const children = compileActions(actions, context);
      return withThen(state, context, (then) => ({ ...base, kind: 'do', children, then }));
    }
    case 'sleep': {
      const duration = durationAt(state.get('duration'));
      return withThen(state, context, (then) =>
        duration ? { ...base, kind: 'wait', duration, then } : undefined,
      );
    }
    case 'switch':
      return compileSwitch(state, base, context);
    case 'event':
    case 'parallel':
    case 'foreach':
    case 'callback':
      state.get('type').error('not-supported', `States of type "${type}" can't be run by this version.`);
      return undefined;
    default:
      state
        .get('type')
        .error('unknown-type', `"${type}" is no state type; use inject, operation, switch or sleep.`);
      return undefined;
  }
}

function withThen(
  state: Cursor,
  context: CompileContext,
  build: (then: Then) => Task | undefined,
): Task | undefined {
  const then = compileThen(state, context);
  return then && build(then);
}

function compileSwitch(state: Cursor, base: Base, context: CompileContext): SwitchTask | undefined {
  rejectUnsupported(state, ['eventConditions']);
  const conditions = state.get('dataConditions');
  if (!conditions.exists && !state.get('eventConditions').exists) {
    state.error('missing-property', 'The switch has no "dataConditions"; add at least one.');
  }
  const branches = conditions.list.flatMap((entry) => {
    const condition = entry.get('condition');
    const when = condition.exists ? expressionAt(condition, context) : undefined;
    if (!condition.exists) entry.required('condition');
    const then = compileThen(entry, context);
    return when && then ? [{ when, then }] : [];
  });
  const fallback = state.get('defaultCondition');
  const otherwise = fallback.exists ? compileThen(fallback, context) : undefined;
  return { ...base, kind: 'switch', branches, ...(otherwise && { otherwise }) };
}

/** Ids of the tasks that can follow a task, for finding states that nothing leads to. */
export function successors(task: Task): TaskId[] {
  const all =
    task.kind === 'switch' ? [...task.branches.map((branch) => branch.then), task.otherwise] : [task.then];
  return all.flatMap((then) => (then && 'to' in then ? [then.to] : []));
}
