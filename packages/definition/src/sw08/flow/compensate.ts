import type { Cursor } from '../../document/cursor.js';
import { CANCEL_COMPENSATION } from '../../program/task.js';
import type { Task } from '../../program/task.js';
import type { StateScope } from '../context.js';
import type { Step } from './chain.js';

/** True when a transition or end undoes the completed states (`compensate`, section A12). */
export function isCompensating(cursor: Cursor): boolean {
  const compensate = cursor.get('compensate');
  return compensate.exists && compensate.boolean === true;
}

/** Undoes the completed states on the way out of a state. */
export function compensateStep(cursor: Cursor, scope: StateScope): Step {
  const { pointer: id } = cursor.get('compensate');
  return (then) => ({
    kind: 'compensate',
    id,
    name: 'compensate',
    role: 'transition',
    state: scope.id,
    then,
  });
}

/** What a cancelled instance does before it ends; no document mentions it. */
export function cancelCompensation(): Task {
  return {
    kind: 'compensate',
    id: CANCEL_COMPENSATION,
    name: 'compensate',
    role: 'transition',
    state: CANCEL_COMPENSATION,
    then: { end: 'instance' },
  };
}
