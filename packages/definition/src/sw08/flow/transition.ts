import type { Cursor } from '../../document/cursor.js';
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
  const target = typeof cursor.value === 'string' ? cursor : cursor.get('nextState');
  const to = target.exists ? context.states.resolve(target) : missing(cursor);
  const produce = produceSteps(cursor, scope, context);
  const compensate = isCompensating(cursor) ? [compensateStep(cursor, scope)] : [];
  if (to === undefined) return undefined;
  // The text fixes the order for ends only; SonataFlow sends events first.
  const steps = context.dialect === 'spec' ? [...compensate, ...produce] : [...produce, ...compensate];
  return chain(steps, { to }, context);
}

function missing(cursor: Cursor): undefined {
  if (cursor.object) cursor.required('nextState');
  return undefined;
}
