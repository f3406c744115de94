import type { Json } from '../json.js';
import type { Run } from '../run.js';
import { type BrokenDown, fromSeconds, toSeconds } from '../time/calendar.js';
import { strftime } from '../time/strftime.js';
import { strptime } from '../time/strptime.js';
import { zoneAt, zoneAtLocal } from '../time/zone.js';
import { fail } from '../value/describe.js';
import { isArray } from '../value/kind.js';
import { type Builtins, ofEvaluation, unary, withArgs } from './builtin.js';

const MAX_SECONDS = 6.7e16;

function toArray(moment: BrokenDown): readonly Json[] {
  const { year, month, day, hour, minute, second, weekday, yearDay } = moment;
  return [year, month, day, hour, minute, second, weekday, yearDay];
}

const FIELDS = 8;
const LIMIT = 2 ** 31 - 1;

/** A field of C's broken-down time, which is a 32-bit integer. */
function toField(part: Json | undefined): number {
  return Math.trunc(Math.min(Math.max(Number(part ?? 0), -LIMIT), LIMIT)) || 0;
}

/** The broken-down moment that an array of numbers means; missing parts are zero, as in C, and the year then 1900. */
function fromArray(value: readonly Json[], name: string): BrokenDown {
  const fields = value.slice(0, FIELDS);
  if (!fields.every((part) => typeof part === 'number'))
    throw fail(`${name} requires parsed datetime inputs`);
  const [year = 1900, ...others] = fields;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = [0, 1, 2, 3, 4].map((at) =>
    toField(others[at]),
  );
  const moment = { year: toField(year), month, day, hour, minute, second };
  const { weekday, yearDay } = fromSeconds(toSeconds(moment));
  return { ...moment, weekday, yearDay };
}

function mktime(value: Json): Json {
  if (!isArray(value)) throw fail('mktime requires array inputs');
  const seconds = toSeconds(fromArray(value, 'mktime'));
  // What C gives for a time that it cannot tell.
  if (seconds === -1) throw fail('invalid gmtime representation');
  return seconds;
}

/** Takes a time apart; C knows whole seconds only, cut towards zero, and jq adds the fraction above the whole. */
function breakDown(value: Json, name: string, zone: string): BrokenDown {
  if (typeof value !== 'number') throw fail(`${name}() requires numeric inputs`);
  if (!(Math.abs(value) < MAX_SECONDS))
    throw fail('error converting number of seconds since epoch to datetime');
  const moment = fromSeconds(Math.trunc(value) + zoneAt(zone, value).offset);
  return { ...moment, second: moment.second + (value - Math.floor(value)) };
}

function now(run: Run): number {
  if (run.now === undefined) throw fail('now is not available: the evaluation was given no time');
  return run.now / 1000;
}

function format(value: Json, template: Json, name: string, zone: string, run: Run): Json {
  if (typeof value !== 'number' && !isArray(value)) throw fail(`${name}/1 requires parsed datetime inputs`);
  if (typeof template !== 'string') throw fail(`${name}/1 requires a string format`);
  run.produce(16 * template.length + 64);
  run.spend(template.length);
  if (typeof value === 'number') return strftime(breakDown(value, name, zone), template, zoneAt(zone, value));
  const moment = fromArray(value, `${name}/1`);
  return strftime(moment, template, zoneAtLocal(zone, toSeconds(moment)));
}

function parseTime(text: Json, template: Json, run: Run): Json {
  if (typeof text !== 'string' || typeof template !== 'string') {
    throw fail('strptime/1 requires string inputs and arguments');
  }
  run.spend(text.length + template.length);
  const parsed = strptime(text, template);
  if (parsed === null) throw fail(`date "${text}" does not match format "${template}"`);
  const { moment, rest } = parsed;
  return rest === '' ? toArray(moment) : [...toArray(moment), rest];
}

/** Dates and times. Only `now` needs the caller's clock; the local ones use the caller's time zone. */
export const TIME: Builtins = {
  'now/0': ofEvaluation(unary((_input, run) => now(run))),
  'gmtime/0': unary((value) => toArray(breakDown(value, 'gmtime', 'UTC'))),
  'localtime/0': ofEvaluation(unary((value, run) => toArray(breakDown(value, 'localtime', run.timeZone)))),
  'mktime/0': unary(mktime),
  'strftime/1': withArgs((value, [template = null], run) => format(value, template, 'strftime', 'UTC', run)),
  'strflocaltime/1': ofEvaluation(
    withArgs((value, [template = null], run) => format(value, template, 'strflocaltime', run.timeZone, run)),
  ),
  'strptime/1': withArgs((text, [template = null], run) => parseTime(text, template, run)),
};
