import { isJsonObject } from '../json.js';
import type { Json, JsonObject } from '../json.js';
import type { DataPath } from '../program/action.js';
import type { Schedule } from '../program/time.js';
import { cronProblem } from './cron.js';
import { parseDateTime } from './date-time.js';
import { parseInterval } from './interval.js';
import { isTimeZone } from './time-zone.js';

/** A schedule, or what is wrong with it. */
export type ParsedSchedule = { readonly schedule: Schedule } | { readonly problem: ScheduleProblem };

/** Something in a schedule that cannot be followed. */
export interface ScheduleProblem {
  /** Where it stands inside of the schedule. */
  readonly path: DataPath;
  /** A sentence that says what to do. */
  readonly message: string;
}

/**
 * Reads the schedule of a start (specification 0.8, section A9): the text of an interval, or an object with `interval` or
 * `cron`, and `timezone`.
 */
export function parseSchedule(value: Json): ParsedSchedule {
  if (typeof value === 'string') return intervalOf(value, 'UTC', []);
  if (!isJsonObject(value))
    return problem([], 'A schedule is the text of an interval, or an object with "interval" or "cron".');
  const timeZone = own(value, 'timezone') ?? 'UTC';
  if (typeof timeZone !== 'string' || !isTimeZone(timeZone))
    return problem(
      ['timezone'],
      `${JSON.stringify(timeZone)} is no time zone; write a name such as "Europe/Berlin".`,
    );
  const interval = own(value, 'interval');
  const cron = own(value, 'cron');
  if ((interval === undefined) === (cron === undefined))
    return problem([], 'A schedule needs either "interval" or "cron".');
  if (cron !== undefined) return cronOf(cron, timeZone);
  if (typeof interval === 'string') return intervalOf(interval, timeZone, ['interval']);
  return problem(['interval'], 'An interval is a text such as R/PT1H.');
}

function intervalOf(text: string, timeZone: string, path: DataPath): ParsedSchedule {
  const interval = parseInterval(text, timeZone);
  return typeof interval === 'string' ? problem(path, interval) : { schedule: interval };
}

function cronOf(cron: Json, timeZone: string): ParsedSchedule {
  const path: DataPath = isJsonObject(cron) ? ['cron', 'expression'] : ['cron'];
  const expression = isJsonObject(cron) ? own(cron, 'expression') : cron;
  if (typeof expression !== 'string')
    return problem(path, 'A cron expression is a text such as "0 0 * * *".');
  const wrong = cronProblem(expression);
  if (wrong !== undefined)
    return problem(
      path,
      `"${expression}" is no cron expression: ${wrong}. Write five fields, or six with seconds first.`,
    );
  const written = isJsonObject(cron) ? own(cron, 'validUntil') : undefined;
  if (written === undefined) return { schedule: { kind: 'cron', expression, timeZone } };
  const until = typeof written === 'string' ? parseDateTime(written, timeZone) : undefined;
  if (until === undefined)
    return problem(
      ['cron', 'validUntil'],
      `${JSON.stringify(written)} is no date and time; write for instance 2026-12-31T00:00:00Z.`,
    );
  return { schedule: { kind: 'cron', expression, timeZone, until } };
}

function own(object: JsonObject, key: string): Json | undefined {
  return (Object.hasOwn(object, key) ? object[key] : undefined) ?? undefined;
}

function problem(path: DataPath, message: string): ParsedSchedule {
  return { problem: { path, message } };
}
