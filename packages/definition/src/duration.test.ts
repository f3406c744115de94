import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDuration, parseDuration } from './duration.js';

describe('parseDuration', () => {
  it.each([
    ['PT5S', 0, 5_000],
    ['PT1M30.5S', 0, 90_500],
    ['P1DT12H', 0, 129_600_000],
    ['P2W', 0, 1_209_600_000],
    ['P1Y2M', 14, 0],
    [' PT0S ', 0, 0],
    ['p1dt5s', 0, 86_405_000],
  ])('reads %s', (text, months, milliseconds) => {
    expect(parseDuration(text)).toEqual({ months, milliseconds });
  });

  it.each(['', 'P', 'PT', 'P1DT', '5S', 'PT-5S', 'PT5', '5 seconds', `PT${'9'.repeat(30)}S`])(
    'refuses %j',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );
});

describe('addDuration', () => {
  it('keeps the day of the month where the month is long enough', () => {
    const january31 = Date.UTC(2026, 0, 31, 10);
    expect(new Date(addDuration(january31, { months: 1, milliseconds: 0 })).toISOString()).toBe(
      '2026-02-28T10:00:00.000Z',
    );
    expect(new Date(addDuration(january31, { months: 2, milliseconds: 0 })).toISOString()).toBe(
      '2026-03-31T10:00:00.000Z',
    );
  });

  it('never goes back in time', () => {
    fc.assert(
      fc.property(fc.nat({ max: 4e12 }), fc.nat({ max: 1200 }), fc.nat(), (instant, months, milliseconds) => {
        expect(addDuration(instant, { months, milliseconds })).toBeGreaterThanOrEqual(instant);
      }),
    );
  });
});
