import type { Cursor } from '../../document/cursor.js';
import type { Expression } from '../../expressions/expression.js';
import type { Task, TaskBase } from '../../program/task.js';
import type { CompileContext, StateScope } from '../context.js';
import { compileCatches } from '../errors/catches.js';
import { optionalExpression } from '../expressions.js';
import { compileThen } from '../flow/then.js';
import { reportUnknownType } from '../unknown-type.js';
import { TimeoutLevels } from '../timing/timeouts.js';
import { compileCallback } from './callback.js';
import { compileEvent } from './event.js';
import { compileForeach } from './foreach.js';
import { compileInject } from './inject.js';
import { compileOperation } from './operation.js';
import { compileParallel } from './parallel.js';
import { compileSleep } from './sleep.js';
import { compileSwitch } from './switch.js';

/** A state with what its kinds have in common. */
export interface StateParts {
  readonly cursor: Cursor;
  readonly scope: StateScope;
  readonly base: TaskBase;
  readonly limits: TimeoutLevels;
  readonly context: CompileContext;
}

const COMPILERS = new Map<string, (state: StateParts) => Task | undefined>([
  ['callback', compileCallback],
  ['event', compileEvent],
  ['foreach', compileForeach],
  ['inject', compileInject],
  ['operation', compileOperation],
  ['parallel', compileParallel],
  ['sleep', compileSleep],
  ['switch', compileSwitch],
]);

/** Compiles one state into a task; its actions and branches become tasks of their own (section A6). */
export function compileState(cursor: Cursor, context: CompileContext): void {
  if (!cursor.object) return;
  const type = cursor.required('type');
  const compile = type === undefined ? undefined : COMPILERS.get(type);
  if (type !== undefined && !compile) reportUnknownType(cursor.get('type'), type, COMPILERS.keys());
  const undoing = cursor.get('usedForCompensation');
  const scope: StateScope = {
    id: cursor.pointer,
    name: cursor.optional('name') ?? '',
    forCompensation: undoing.exists && undoing.boolean === true,
  };
  const limits = TimeoutLevels.ofState(cursor, context);
  const base = compileBase(cursor, scope, limits, context);
  const task = compile?.({ cursor, scope, base, limits, context });
  if (task) context.tasks.set(task.id, task);
}

/** What every state has (sections A2.1, A6, A10, A11, A12). */
function compileBase(
  cursor: Cursor,
  scope: StateScope,
  limits: TimeoutLevels,
  context: CompileContext,
): TaskBase {
  const filter = cursor.get('stateDataFilter');
  const input = optionalExpression(filter.get('input'), context);
  const output = optionalExpression(filter.get('output'), context);
  const errorMessage = compileErrorMessage(cursor.get('metadata').get('errorMessage'), context);
  const catches = compileCatches(cursor.get('onErrors'), scope, context);
  const timeout = limits.state();
  const undo = cursor.get('compensatedBy');
  const compensatedBy = undo.exists ? context.states.resolve(undo) : undefined;
  const then = hasNext(cursor) ? compileThen(cursor, scope, context) : undefined;
  return {
    id: scope.id,
    name: scope.name,
    role: 'state',
    state: scope.id,
    ...(input && { input }),
    ...(output && { output }),
    ...(errorMessage && { errorMessage }),
    ...(catches.length > 0 && { catches }),
    ...(timeout && { timeout }),
    ...(compensatedBy !== undefined && { compensatedBy }),
    ...(then && { then }),
  };
}

/** SonataFlow's way to end a run in ERROR; by the text metadata has no influence on it (section A1). */
function compileErrorMessage(cursor: Cursor, context: CompileContext): Expression | undefined {
  if (context.dialect === 'sonataflow') return optionalExpression(cursor, context);
  if (cursor.exists) {
    const message = '"errorMessage" has a meaning in the dialect "sonataflow" only; it has no effect here.';
    cursor.reportName('hint', 'no-effect', message);
  }
  return undefined;
}

/** A switch goes on through its conditions only. */
function hasNext(cursor: Cursor): boolean {
  return cursor.get('type').value !== 'switch';
}
