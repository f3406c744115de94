import { describe, expect, it } from 'vitest';
import type { Json } from '../json.js';
import type { Schedule } from '../program/time.js';
import { parseSchedule } from './schedule.js';

const HOUR = { months: 0, milliseconds: 3_600_000 };

function scheduleOf(value: Json): Schedule | undefined {
  const parsed = parseSchedule(value);
  return 'schedule' in parsed ? parsed.schedule : undefined;
}

describe('the schedule of a start', () => {
  it.each<[string, Json, Schedule]>([
    ['a repeated duration', 'R/PT1H', { kind: 'interval', every: HOUR }],
    ['a duration alone', 'PT1H', { kind: 'interval', every: HOUR }],
    [
      'a beginning',
      'R/2024-03-20T09:00:00Z/PT1H',
      { kind: 'interval', every: HOUR, from: Date.UTC(2024, 2, 20, 9) },
    ],
    [
      'an end',
      { interval: 'R/PT1H/2024-03-20T09:00:00+02:00' },
      { kind: 'interval', every: HOUR, until: Date.UTC(2024, 2, 20, 7) },
    ],
    [
      'a beginning on the clocks of a zone',
      { interval: 'R/2024-07-01T12:00:00.5/P1M', timezone: 'Europe/Berlin' },
      {
        kind: 'interval',
        every: { months: 1, milliseconds: 0 },
        from: Date.UTC(2024, 6, 1, 10, 0, 0, 500),
      },
    ],
    [
      'five cron fields',
      { cron: '*/5 * * * *' },
      { kind: 'cron', expression: '*/5 * * * *', timeZone: 'UTC' },
    ],
    [
      'six cron fields in a zone',
      { cron: '0 0/15 * * * ?', timezone: 'America/New_York' },
      { kind: 'cron', expression: '0 0/15 * * * ?', timeZone: 'America/New_York' },
    ],
    [
      'a cron expression with an end',
      { cron: { expression: '0 0 * * MON', validUntil: '2024-12-31' }, timezone: 'Asia/Tokyo' },
      { kind: 'cron', expression: '0 0 * * MON', timeZone: 'Asia/Tokyo', until: Date.UTC(2024, 11, 30, 15) },
    ],
  ])('may be %s', (_, value, schedule) => {
    expect(scheduleOf(value)).toEqual(schedule);
  });

  it.each<[Json, (string | number)[], RegExp]>([
    [5, [], /interval.*cron/],
    [{}, [], /either "interval" or "cron"/],
    [{ interval: 'PT1H', cron: '* * * * *' }, [], /either/],
    [{ interval: 5 }, ['interval'], /text/],
    ['R5/PT1H', [], /repetitions/],
    ['R/PT0.5S', [], /too often/],
    ['R/P', [], /no interval/],
    ['R/2024-01-01/2024-02-01', [], /no interval/],
    ['R/PT1H/PT2H', [], /no interval/],
    ['2024-01-01T00:00:00Z/PT1H', [], /no interval/],
    ['R/2024-02-30T00:00:00Z/PT1H', [], /no interval/],
    ['every hour', [], /no interval/],
    [{ cron: '* * * *' }, ['cron'], /five fields/],
    [{ cron: '* * * * * * *' }, ['cron'], /five fields/],
    [{ cron: '61 * * * *' }, ['cron'], /minute/],
    [{ cron: '@daily' }, ['cron'], /five fields/],
    [{ cron: '0 0 30 2 *' }, ['cron'], /no day that exists/],
    [{ cron: {} }, ['cron', 'expression'], /text/],
    [{ cron: { expression: 'x' } }, ['cron', 'expression'], /five fields/],
    [{ cron: { expression: '* * * * *', validUntil: 'soon' } }, ['cron', 'validUntil'], /date and time/],
    [{ cron: '* * * * *', timezone: 'Mars/Base' }, ['timezone'], /time zone/],
    [{ cron: '* * * * *', timezone: 1 }, ['timezone'], /time zone/],
    [JSON.parse('{"__proto__": {"interval": "PT1H"}}') as Json, [], /either/],
  ])('cannot be %j', (value, path, message) => {
    const parsed = parseSchedule(value);
    expect(parsed).toMatchObject({ problem: { path } });
    expect('problem' in parsed && parsed.problem.message).toMatch(message);
  });
});
