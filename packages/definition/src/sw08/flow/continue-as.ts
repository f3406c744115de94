import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { CompileContext, StateScope } from '../context.js';
import { templateAt } from '../expressions.js';
import { optionalDuration } from '../timing/duration-at.js';
import type { Step } from './chain.js';

/** Reads `continueAs`: the id of a workflow, or an object with its input and time (section A8). */
export function continueStep(cursor: Cursor, scope: StateScope, context: CompileContext): Step | undefined {
  if (!cursor.exists) return undefined;
  const isObject = isJsonObject(cursor.value);
  const workflowId = isObject ? cursor.required('workflowId') : cursor.text;
  const version = isObject ? cursor.optional('version') : undefined;
  const data = templateAt(cursor.get('data'), context);
  const limit = cursor.get('workflowExecTimeout');
  const timeout = optionalDuration(isJsonObject(limit.value) ? limit.get('duration') : limit, context);
  if (workflowId === undefined) return undefined;
  return (then) => ({
    kind: 'continue',
    id: cursor.pointer,
    name: `continue as ${workflowId}`,
    role: 'transition',
    state: scope.id,
    workflowId,
    ...(version !== undefined && { version }),
    ...(data && { data }),
    ...(timeout && { timeout }),
    then,
  });
}
