import type { Cursor } from '../../document/cursor.js';
import { isJsonObject } from '../../json.js';
import type { Then } from '../../program/task.js';
import type { CompileContext, StateScope } from '../context.js';
import { chain } from './chain.js';
import { compensateStep, isCompensating } from './compensate.js';
import { produceSteps } from './produce.js';

/** Reads a `transition`: the name of a state, or an object that also sends events or undoes states. */
export function compileTransition(
  cursor: Cursor,
  scope: StateScope,
  context: CompileContext,
): Then | undefined {
  const isObject = isJsonObject(cursor.value);
  const target = isObject ? cursor.get('nextState') : cursor;
  if (!target.exists) cursor.required('nextState');
  const to = target.exists ? context.states.resolve(target) : undefined;
  const produce = produceSteps(cursor, scope, context);
  const compensate = isCompensating(cursor) ? [compensateStep(cursor, scope)] : [];
  if (to === undefined) return undefined;
  // The text fixes the order for ends only; SonataFlow sends events first.
  const steps = context.dialect === 'spec' ? [...compensate, ...produce] : [...produce, ...compensate];
  return chain(steps, { to }, context);
}
