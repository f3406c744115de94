import { isJsonObject } from '../../json.js';
import type { WorkflowTimeout } from '../../program/program.js';
import type { CompileContext } from '../context.js';
import { durationAt } from './duration-at.js';

/** Reads `workflowExecTimeout`, a text or an object (section A11). */
export function compileWorkflowTimeout(context: CompileContext): WorkflowTimeout | undefined {
  const cursor = context.timeouts.get('workflowExecTimeout');
  if (!cursor.exists) return undefined;
  const isObject = isJsonObject(cursor.value);
  const duration = durationAt(isObject ? cursor.get('duration') : cursor, context);
  if (!duration) return undefined;
  const interrupt = cursor.get('interrupt');
  const before = cursor.get('runBefore');
  const runBefore = before.exists ? context.states.resolve(before) : undefined;
  return {
    duration,
    // SonataFlow knows no other way than to interrupt; the text lets active states finish unless told otherwise.
    interrupt: interrupt.exists ? interrupt.boolean === true : context.dialect === 'sonataflow',
    ...(runBefore !== undefined && { runBefore }),
  };
}
