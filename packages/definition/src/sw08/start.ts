import type { Cursor } from '../document/cursor.js';
import { isJsonObject } from '../json.js';
import type { Dialect } from '../program/dialect.js';
import type { TaskId } from '../program/task.js';
import type { Declarations } from './declarations.js';

/** The state in which new instances begin: `start`, a name or an object, or else the first state (section A9). */
export function compileStart(
  root: Cursor,
  states: Declarations<TaskId>,
  dialect: Dialect,
): TaskId | undefined {
  const start = root.get('start');
  const name = isJsonObject(start.value) ? start.get('stateName') : start;
  if (name.exists) return states.resolve(name);
  if (dialect === 'sonataflow') {
    start.report(
      'hint',
      'missing-start',
      'It isn\'t said where to start, so the first state is taken; SonataFlow needs a "start".',
    );
  }
  return root.get('states').list[0]?.pointer;
}
