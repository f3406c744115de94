import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { type BrokenDown, fromSeconds, toSeconds } from '../time/calendar.js';
import { strftime } from '../time/strftime.js';
import { strptime } from '../time/strptime.js';
import { UTC, zoneAt, zoneAtLocal } from '../time/zone.js';
import { fail } from '../value/describe.js';
import { isArray } from '../value/kind.js';
import { type Builtins, unary, withArgs } from './builtin.js';

const MAX_SECONDS = 6.7e16;

function toArray(moment: BrokenDown): Json {
  const { year, month, day, hour, minute, second, weekday, yearDay } = moment;
  return [year, month, day, hour, minute, second, weekday, yearDay];
}

/** The broken-down moment that an array of numbers means; missing parts are the first possible. */
function fromArray(value: Json, name: string): BrokenDown {
  if (
    !isArray(value) ||
    value.length === 0 ||
    !value.every((part) => typeof part === 'number' && Number.isFinite(part))
  ) {
    throw fail(`${name} requires parsed datetime inputs`);
  }
  const [year = 1900, month = 0, day = 1, hour = 0, minute = 0, second = 0] = value
    .map(Number)
    .map(Math.floor);
  const fixed = fromSeconds(toSeconds({ year, month, day, hour, minute, second }));
  return { year, month, day, hour, minute, second, weekday: fixed.weekday, yearDay: fixed.yearDay };
}

function breakDown(value: Json, name: string, zone: string): BrokenDown {
  if (typeof value !== 'number') throw fail(`${name}() requires a number`);
  if (!(Math.abs(value) < MAX_SECONDS))
    throw fail('error converting number of seconds since epoch to datetime');
  return fromSeconds(value + zoneAt(zone, value).offset);
}

function now(run: Run): number {
  if (run.now === undefined) throw fail('now is not available: the evaluation was given no time');
  return run.now / 1000;
}

function format(value: Json, template: Json, name: string, zone: string, run: Run): Json {
  const isNumber = typeof value === 'number';
  if (!isNumber && !isArray(value)) throw fail(`${name}/1 requires parsed datetime inputs`);
  if (typeof template !== 'string') throw fail(`${name}/1 requires a string format`);
  run.produce(16 * template.length + 64);
  run.spend(template.length);
  const moment = isNumber ? breakDown(value, name, zone) : fromArray(value, `${name}/1`);
  const place = zone === 'UTC' ? UTC : isNumber ? zoneAt(zone, value) : zoneAtLocal(zone, toSeconds(moment));
  return strftime(moment, template, place);
}

function parseTime(text: Json, template: Json, run: Run): Json {
  if (typeof text !== 'string' || typeof template !== 'string') {
    throw fail('strptime/1 requires string inputs and arguments');
  }
  run.spend(text.length + template.length);
  const moment = strptime(text, template);
  if (moment === null) throw fail(`date "${text}" does not match format "${template}"`);
  return toArray(moment);
}

/** Dates and times. Only `now` needs the caller's clock; the local ones use the caller's time zone. */
export const TIME: Builtins = {
  'now/0': unary((_input, run) => now(run)),
  'gmtime/0': unary((value) => toArray(breakDown(value, 'gmtime', 'UTC'))),
  'localtime/0': unary((value, run) => toArray(breakDown(value, 'localtime', run.timeZone))),
  'mktime/0': unary((value) => Math.floor(toSeconds(fromArray(value, 'mktime')))),
  'strftime/1': withArgs((value, [template = null], run) => format(value, template, 'strftime', 'UTC', run)),
  'strflocaltime/1': withArgs((value, [template = null], run) =>
    format(value, template, 'strflocaltime', run.timeZone, run),
  ),
  'strptime/1': withArgs((text, [template = null], run) => parseTime(text, template, run)),
};
