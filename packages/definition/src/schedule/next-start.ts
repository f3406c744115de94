import type { Schedule } from '../program/time.js';
import { nextCron } from './cron.js';
import { nextOfInterval } from './interval.js';

/**
 * The first instant after another one at which a workflow starts by itself; undefined when none follows. An interval
 * without a beginning starts for the first time one duration after its definition came into force.
 *
 * @param after - milliseconds since 1970, like all instants here
 * @param enabledAt - when the definition came into force; nothing starts earlier
 */
export function nextStart(schedule: Schedule, after: number, enabledAt: number): number | undefined {
  const last = Math.max(after, enabledAt);
  if (schedule.kind === 'interval') return nextOfInterval(schedule, last, enabledAt);
  const { expression, timeZone, until } = schedule;
  const next = nextCron(expression, timeZone, last);
  return next === undefined || (until !== undefined && next > until) ? undefined : next;
}
