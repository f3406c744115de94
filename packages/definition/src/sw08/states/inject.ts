import type { SetTask } from '../../program/task.js';
import type { StateParts } from './state.js';

/** A state that puts constant data into the workflow (section A6.6). */
export function compileInject({ cursor, base }: StateParts): SetTask {
  return { ...base, kind: 'set', data: cursor.get('data').value ?? {} };
}
