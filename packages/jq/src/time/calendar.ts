/** A moment taken apart, as jq shows it: month from 0, weekday from Sunday = 0, day of the year from 0. */
export interface BrokenDown {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  /** With its fraction. */
  readonly second: number;
  readonly weekday: number;
  readonly yearDay: number;
}

const DAY = 86_400;

/** Days from 1970-01-01 to a date; months beyond a year's end are carried over. */
export function daysTo(year: number, month: number, day: number): number {
  const carried = year + Math.floor(month / 12);
  const index = ((month % 12) + 12) % 12;
  // Years run from March here, so that a leap day is the last day of its year.
  const shifted = index < 2 ? carried - 1 : carried;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((index + 10) % 12) + 2) / 5) + day - 1;
  return (
    era * 146_097 +
    yearOfEra * 365 +
    Math.floor(yearOfEra / 4) -
    Math.floor(yearOfEra / 100) +
    dayOfYear -
    719_468
  );
}

/** Seconds since 1970 of a broken-down moment in UTC. */
export function toSeconds(moment: Omit<BrokenDown, 'weekday' | 'yearDay'>): number {
  const { year, month, day, hour, minute, second } = moment;
  return daysTo(year, month, day) * DAY + hour * 3600 + minute * 60 + second;
}

/** Takes seconds since 1970 apart, in UTC. */
export function fromSeconds(seconds: number): BrokenDown {
  const days = Math.floor(seconds / DAY);
  const rest = seconds - days * DAY;
  const { year, month, day } = dateOf(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(rest / 3600),
    minute: Math.floor((rest % 3600) / 60),
    second: rest % 60,
    weekday: weekdayOf(days),
    yearDay: days - daysTo(year, 0, 1),
  };
}

/** The weekday of a day, Sunday = 0. */
export function weekdayOf(days: number): number {
  return (((days + 4) % 7) + 7) % 7;
}

function dateOf(days: number): { readonly year: number; readonly month: number; readonly day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = (shiftedMonth + 2) % 12;
  return {
    year: yearOfEra + era * 400 + (month < 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** The ISO 8601 week of a moment and the year that the week belongs to. */
export function isoWeek({ year, yearDay, weekday }: BrokenDown): {
  readonly year: number;
  readonly week: number;
} {
  const monday = (weekday + 6) % 7;
  const week = Math.floor((yearDay - monday + 10) / 7);
  if (week < 1) return { year: year - 1, week: weeksIn(year - 1) };
  if (week > weeksIn(year)) return { year: year + 1, week: 1 };
  return { year, week };
}

function weeksIn(year: number): number {
  const first = weekdayOf(daysTo(year, 0, 1));
  const isLeap = daysTo(year + 1, 0, 1) - daysTo(year, 0, 1) === 366;
  return first === 4 || (first === 3 && isLeap) ? 53 : 52;
}
