import { addDuration, parseDuration } from '../duration.js';
import type { Duration, Schedule } from '../program/time.js';
import { parseDateTime } from './date-time.js';

type Interval = Extract<Schedule, { readonly kind: 'interval' }>;

/** Nothing starts by itself more often; in milliseconds. */
export const SHORTEST_INTERVAL = 1000;

/** Used to estimate only. */
const MEAN_MONTH = 2_629_746_000;

/**
 * Reads an interval (specification 0.8, section A9): `R/<start>/<duration>`, `R/<duration>/<end>`, `R/<duration>` or a
 * duration alone. Answers a sentence for any other text.
 *
 * @param timeZone - whose clocks count where a date and time names no zone
 */
export function parseInterval(text: string, timeZone: string): Interval | string {
  const parts = text.trim().split('/');
  const repeat = /^R(\d*)$/i.exec(parts[0] ?? '');
  if (repeat) parts.shift();
  if (repeat?.[1]) return `"${text}" counts its repetitions, which is not possible; begin it with "R/".`;
  const [first = '', second, ...rest] = parts;
  if (rest.length > 0 || (second !== undefined && !repeat)) return unreadable(text);
  if (second === undefined) return intervalOf(text, first, {});
  const from = parseDateTime(first, timeZone);
  if (from !== undefined) return intervalOf(text, second, { from });
  const until = parseDateTime(second, timeZone);
  return until === undefined ? unreadable(text) : intervalOf(text, first, { until });
}

function intervalOf(
  text: string,
  duration: string,
  limits: { readonly from?: number; readonly until?: number },
): Interval | string {
  const every = parseDuration(duration);
  if (!every) return unreadable(text);
  if (every.months === 0 && every.milliseconds < SHORTEST_INTERVAL)
    return `"${text}" would start instances too often; let at least one second (PT1S) pass between them.`;
  return { kind: 'interval', every, ...limits };
}

function unreadable(text: string): string {
  return `"${text}" is no interval; write for instance R/PT1H, R/2026-01-01T00:00:00Z/PT1H or R/PT1H/2026-12-31T00:00:00Z.`;
}

/** The first start after an instant; undefined when none follows. */
export function nextOfInterval(
  { every, from, until }: Interval,
  after: number,
  enabledAt: number,
): number | undefined {
  const base = from ?? enabledAt;
  const mean = every.months * MEAN_MONTH + every.milliseconds;
  // Months differ in length, so the estimate begins early.
  let count = Math.max(from === undefined ? 1 : 0, Math.floor((after - base) / mean) - 2);
  let start = addTimes(base, every, count);
  while (start <= after) start = addTimes(base, every, ++count);
  if (Number.isNaN(start)) return undefined;
  return until !== undefined && !(addDuration(start, every) <= until) ? undefined : start;
}

/** Counted from the base each time, so that the day of the month survives short months. */
function addTimes(base: number, { months, milliseconds }: Duration, count: number): number {
  return addDuration(base, { months: months * count, milliseconds: milliseconds * count });
}
