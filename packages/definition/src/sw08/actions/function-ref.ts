import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { ActionBase, CallTask, EmitTask } from '../../program/action.js';
import type { ListenTask } from '../../program/task.js';
import { propertyOrAlias } from '../aliases.js';
import type { CompileContext } from '../context.js';
import type { DeclaredFunction } from '../functions/declared-function.js';
import { namespacedFunction } from '../functions/namespaces.js';
import { actionBase } from './action-base.js';
import type { ActionScope } from './actions.js';
import { compileArguments } from './arguments.js';
import { publishTask, receiveTask } from './channel.js';

/** An action that calls a function (`functionRef`, a name or an object). */
export function compileFunctionRef(
  action: Cursor,
  scope: ActionScope,
  context: CompileContext,
): CallTask | EmitTask | ListenTask | undefined {
  const reference = action.get('functionRef');
  const isObject = isJsonObject(reference.value);
  const name = isObject ? reference.required('refName') : reference.text;
  const base = actionBase(action, name ?? '', reference, scope, context);
  const called =
    name === undefined
      ? undefined
      : functionNamed(isObject ? reference.get('refName') : reference, name, context);
  const given = propertyOrAlias(reference, 'arguments', 'parameters');
  const template = compileArguments(given, reference.get('selectionSet'), called, context);
  if (!called) return undefined;
  if (called.kind !== 'channel') return callTask(base, called, template);
  return called.direction === 'publish'
    ? publishTask(base, called, template)
    : receiveTask(action, base, called);
}

function functionNamed(cursor: Cursor, name: string, context: CompileContext): DeclaredFunction | undefined {
  if (!context.functions.has(name)) {
    const namespaced = namespacedFunction(name, context.namespaces);
    if (namespaced) return namespaced;
  }
  return context.functions.resolve(cursor);
}

function callTask(base: ActionBase, target: CallTask['function'], template: CallTask['arguments']): CallTask {
  return { ...base, kind: 'call', function: target, ...(template && { arguments: template }) };
}
