import type { WaitTask } from '../../program/task.js';
import { durationAt } from '../timing/duration-at.js';
import type { StateParts } from './state.js';

/** A state that waits for a time (section A6.4). */
export function compileSleep({ cursor, base, context }: StateParts): WaitTask | undefined {
  const duration = durationAt(cursor.get('duration'), context);
  return duration && { ...base, kind: 'wait', duration };
}
