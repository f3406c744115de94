import type { Cursor } from '../../document/cursor.js';
import type { TaskId } from '../../program/task.js';
import type { CompileContext, StateScope } from '../context.js';
import type { ActionLimits } from '../timing/timeouts.js';
import { compileFunctionRef } from './function-ref.js';
import { compileEventRef } from './event-ref.js';
import { compileSubFlowRef } from './sub-flow-ref.js';

/** What an action takes from the state or branch around it. */
export interface ActionScope {
  readonly state: StateScope;
  readonly limits: ActionLimits;
}

const COMPILERS = {
  functionRef: compileFunctionRef,
  eventRef: compileEventRef,
  subFlowRef: compileSubFlowRef,
} as const;

const KINDS = ['functionRef', 'eventRef', 'subFlowRef'] as const;

/** Compiles a list of actions; answers the tasks in order (section A7). */
export function compileActions(list: Cursor, scope: ActionScope, context: CompileContext): TaskId[] {
  return list.list.flatMap((action) => compileAction(action, scope, context) ?? []);
}

/** Compiles one action: a call, an event or another workflow. */
export function compileAction(
  action: Cursor,
  scope: ActionScope,
  context: CompileContext,
): TaskId | undefined {
  if (!action.object) return undefined;
  const kind = KINDS.find((key) => action.get(key).exists);
  const task = kind && COMPILERS[kind](action, scope, context);
  if (!task) return undefined;
  context.tasks.set(task.id, task);
  return task.id;
}
