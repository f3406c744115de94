import type { Cursor } from '../../document/cursor.js';
import type { Schedule } from '../../program/time.js';
import { parseSchedule } from '../../schedule/schedule.js';

/** When instances start by themselves (`start.schedule`, section A9). */
export function compileSchedule(cursor: Cursor): Schedule | undefined {
  if (cursor.value === undefined || cursor.value === null) return undefined;
  const parsed = parseSchedule(cursor.value);
  if ('schedule' in parsed) return parsed.schedule;
  const { path, message } = parsed.problem;
  path.reduce((parent, key) => parent.get(key), cursor).error('bad-schedule', message);
  return undefined;
}
