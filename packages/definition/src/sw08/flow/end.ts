import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { Then } from '../../program/task.js';
import type { CompileContext, StateScope } from '../context.js';
import { chain } from './chain.js';
import { compensateStep, isCompensating } from './compensate.js';
import { continueStep } from './continue-as.js';
import { produceSteps } from './produce.js';

/** True when an `end` says that something ends; `end: false` is the same as none. */
export function isEnd(end: Cursor): boolean {
  return end.exists && end.value !== false && end.value !== 'false';
}

/** Reads an `end`: undo states, send events, continue as another instance, in this order (section A8). */
export function compileEnd(cursor: Cursor, scope: StateScope, context: CompileContext): Then | undefined {
  if (scope.forCompensation) return { end: 'path' };
  if (!isJsonObject(cursor.value)) {
    return cursor.boolean === undefined ? undefined : { end: 'path' };
  }
  const terminate = cursor.get('terminate');
  const continuation = continueStep(cursor.get('continueAs'), scope, context);
  const steps = [
    ...(isCompensating(cursor) ? [compensateStep(cursor, scope)] : []),
    ...produceSteps(cursor, scope, context),
    ...(continuation ? [continuation] : []),
  ];
  const whole = continuation !== undefined || (terminate.exists && terminate.boolean === true);
  return chain(steps, { end: whole ? 'instance' : 'path' }, context);
}
