import type { Duration } from './program/time.js';

const FORM = new RegExp(
  '^P(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)W)?(?:(\\d+(?:[.,]\\d+)?)D)?' +
    '(?:T(?:(\\d+(?:[.,]\\d+)?)H)?(?:(\\d+(?:[.,]\\d+)?)M)?(?:(\\d+(?:[.,]\\d+)?)S)?)?$',
);

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Reads an ISO 8601 duration such as `PT5S` or `P1DT12H`, in lower case as well; undefined for any other text, for an
 * empty `P` or `PT` and for lengths beyond what a date can hold.
 */
export function parseDuration(text: string): Duration | undefined {
  const written = text.trim().toUpperCase();
  const parts = FORM.exec(written);
  if (!parts || /[PT]$/.test(written)) return undefined;
  const number = (index: number): number => Number((parts[index] ?? '0').replace(',', '.'));
  const duration: Duration = {
    months: number(1) * 12 + number(2),
    milliseconds: Math.round(
      number(3) * 7 * DAY + number(4) * DAY + number(5) * HOUR + number(6) * MINUTE + number(7) * SECOND,
    ),
  };
  return Number.isNaN(addDuration(0, duration)) ? undefined : duration;
}

/** The instant that lies a duration after another; calendar months keep the day where the month is long enough. */
export function addDuration(instant: number, duration: Duration): number {
  if (duration.months === 0) return new Date(instant + duration.milliseconds).getTime();
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + duration.months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return new Date(date.getTime() + duration.milliseconds).getTime();
}
