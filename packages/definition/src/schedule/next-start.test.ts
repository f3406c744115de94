import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration } from '../duration.js';
import type { Json } from '../json.js';
import type { Schedule } from '../program/time.js';
import { nextStart } from './next-start.js';
import { parseSchedule } from './schedule.js';
import { offsetAt } from './time-zone.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kolkata',
  'Pacific/Apia',
];

function scheduleOf(value: Json): Schedule {
  const parsed = parseSchedule(value);
  if ('problem' in parsed) throw new Error(parsed.problem.message);
  return parsed.schedule;
}

/** The first starts after an instant, in ISO 8601. */
function starts(value: Json, after: string, count: number, enabledAt = after): string[] {
  const schedule = scheduleOf(value);
  const found: string[] = [];
  for (let last: number | undefined = Date.parse(after); found.length < count;) {
    last = nextStart(schedule, last, Date.parse(enabledAt));
    if (last === undefined) break;
    found.push(new Date(last).toISOString().replace('.000Z', 'Z'));
  }
  return found;
}

const instants = fc.integer({ min: Date.UTC(1990), max: Date.UTC(2060) });

describe('an interval', () => {
  it('starts one duration after its definition came into force, and every duration from then on', () => {
    expect(starts('R/PT1H', '2024-01-01T00:30:00Z', 2)).toEqual([
      '2024-01-01T01:30:00Z',
      '2024-01-01T02:30:00Z',
    ]);
    expect(starts('R/PT1H', '2024-01-01T05:00:00Z', 1, '2024-01-01T00:30:00Z')).toEqual([
      '2024-01-01T05:30:00Z',
    ]);
  });

  it('keeps to the beginning that it names', () => {
    const value = 'R/2024-01-31T10:00:00Z/P1M';
    expect(starts(value, '2023-06-01T00:00:00Z', 4)).toEqual([
      '2024-01-31T10:00:00Z',
      '2024-02-29T10:00:00Z',
      '2024-03-31T10:00:00Z',
      '2024-04-30T10:00:00Z',
    ]);
    expect(starts(value, '2024-02-10T00:00:00Z', 1)).toEqual(['2024-02-29T10:00:00Z']);
  });

  it('starts for the last time one duration before its end', () => {
    expect(starts('R/PT1H/2024-01-01T03:00:00Z', '2024-01-01T00:00:00Z', 9)).toEqual([
      '2024-01-01T01:00:00Z',
      '2024-01-01T02:00:00Z',
    ]);
  });

  it('starts nothing before its definition came into force', () => {
    expect(starts('R/2024-01-01T00:00:00Z/PT1H', '2024-01-01T00:00:00Z', 1, '2024-01-01T04:10:00Z')).toEqual([
      '2024-01-01T05:00:00Z',
    ]);
  });

  it('gives the very next element of its series', () => {
    const durations = fc
      .record({ months: fc.integer({ min: 0, max: 30 }), milliseconds: fc.integer({ min: 0, max: 9e9 }) })
      .filter(({ months, milliseconds }) => months > 0 || milliseconds >= 1000);
    fc.assert(
      fc.property(instants, instants, durations, fc.boolean(), (base, after, every, hasStart) => {
        const schedule: Schedule = { kind: 'interval', every, ...(hasStart && { from: base }) };
        const enabledAt = hasStart ? Date.UTC(1980) : base;
        const next = nextStart(schedule, after, enabledAt);
        const lowest = Math.max(after, enabledAt);
        expect(next).toBeGreaterThan(lowest);
        const mean = every.months * 2_629_746_000 + every.milliseconds;
        const around = Math.round(((next ?? 0) - base) / mean);
        const series = [-2, -1, 0, 1, 2]
          .map((shift) => around + shift)
          .filter((count) => count >= (hasStart ? 0 : 1))
          .map((count) =>
            addDuration(base, { months: every.months * count, milliseconds: every.milliseconds * count }),
          );
        expect(next).toBe(series.find((start) => start > lowest));
      }),
    );
  });
});

describe('a cron expression', () => {
  it('names times on the clocks of its zone', () => {
    expect(starts({ cron: '0 9 * * MON-FRI', timezone: 'Europe/Berlin' }, '2024-07-05T08:00:00Z', 2)).toEqual(
      ['2024-07-08T07:00:00Z', '2024-07-09T07:00:00Z'],
    );
  });

  it('takes "?" for any day', () => {
    expect(starts({ cron: '0 0 12 ? * MON' }, '2024-04-06T00:00:00Z', 2)).toEqual([
      '2024-04-08T12:00:00Z',
      '2024-04-15T12:00:00Z',
    ]);
    expect(starts({ cron: '0 0 12 1 * ?' }, '2024-04-06T00:00:00Z', 1)).toEqual(['2024-05-01T12:00:00Z']);
  });

  it('starts nothing after its end', () => {
    const cron = { expression: '0 * * * *', validUntil: '2024-01-01T02:00:00Z' };
    expect(starts({ cron }, '2024-01-01T00:30:00Z', 9)).toEqual([
      '2024-01-01T01:00:00Z',
      '2024-01-01T02:00:00Z',
    ]);
  });

  it('makes up for a time that clocks skip when they are put forward', () => {
    expect(starts({ cron: '30 2 * * *', timezone: 'Europe/Berlin' }, '2024-03-30T12:00:00Z', 2)).toEqual([
      '2024-03-31T01:00:00Z',
      '2024-04-01T00:30:00Z',
    ]);
  });

  it('counts a time once that clocks show twice', () => {
    const value = { cron: '30 2 * * *', timezone: 'Europe/Berlin' };
    expect(starts(value, '2024-10-26T12:00:00Z', 2)).toEqual([
      '2024-10-27T00:30:00Z',
      '2024-10-28T01:30:00Z',
    ]);
    expect(starts(value, '2024-10-27T01:10:00Z', 1)).toEqual(['2024-10-28T01:30:00Z']);
  });

  it('goes on every hour when clocks change', () => {
    const berlin = { cron: '*/30 * * * *', timezone: 'Europe/Berlin' };
    expect(starts(berlin, '2024-10-27T00:10:00Z', 4)).toEqual([
      '2024-10-27T00:30:00Z',
      '2024-10-27T01:00:00Z',
      '2024-10-27T01:30:00Z',
      '2024-10-27T02:00:00Z',
    ]);
    expect(starts(berlin, '2024-03-31T00:10:00Z', 3)).toEqual([
      '2024-03-31T00:30:00Z',
      '2024-03-31T01:00:00Z',
      '2024-03-31T01:30:00Z',
    ]);
    // Clocks go back by half an hour here.
    expect(starts({ cron: '0 * * * *', timezone: 'Australia/Lord_Howe' }, '2024-04-06T13:30:00Z', 3)).toEqual(
      ['2024-04-06T14:00:00Z', '2024-04-06T15:30:00Z', '2024-04-06T16:30:00Z'],
    );
  });

  it('always names a later instant that its zone shows as written', () => {
    const field = (max: number) => fc.oneof(fc.constant('*'), fc.integer({ min: 0, max }).map(String));
    const transitions = fc
      .constantFrom(
        '2024-03-31T01:00:00Z',
        '2024-10-27T01:00:00Z',
        '2024-11-03T06:00:00Z',
        '2024-04-06T15:00:00Z',
      )
      .chain((at) => fc.integer({ min: -7_200_000, max: 7_200_000 }).map((shift) => Date.parse(at) + shift));
    fc.assert(
      fc.property(
        field(59),
        field(59),
        field(23),
        fc.constantFrom(...ZONES),
        fc.oneof(instants, transitions),
        (second, minute, hour, timeZone, after) => {
          const schedule: Schedule = {
            kind: 'cron',
            expression: `${second} ${minute} ${hour} * * *`,
            timeZone,
          };
          const next = nextStart(schedule, after, 0) ?? NaN;
          expect(next).toBeGreaterThan(after);
          expect(next - after).toBeLessThanOrEqual(49 * 3_600_000);
          expect(nextStart(schedule, next - 1, 0)).toBe(next);
          // At the moment of a change times are made up for that clocks do not show.
          if (offsetAt(next - 1, timeZone) < offsetAt(next, timeZone)) return;
          const shown = new Date(next + offsetAt(next, timeZone));
          if (second !== '*') expect(shown.getUTCSeconds()).toBe(Number(second));
          if (hour !== '*') expect(shown.getUTCHours()).toBe(Number(hour));
          if (minute !== '*') expect(shown.getUTCMinutes()).toBe(Number(minute));
        },
      ),
      { numRuns: 500 },
    );
  });
});
