const UNITS: readonly (readonly [seconds: number, unit: Intl.RelativeTimeFormatUnit])[] = [
  [31_536_000, 'year'],
  [2_592_000, 'month'],
  [604_800, 'week'],
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
];

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });

/** A point in time as people say it: `just now`, `5 minutes ago`, `yesterday`. Both in milliseconds since 1970. */
export function formatRelativeTime(time: number, now: number): string {
  const seconds = Math.round((time - now) / 1000);
  const unit = UNITS.find(([size]) => Math.abs(seconds) >= size);
  return unit ? relative.format(Math.trunc(seconds / unit[0]), unit[1]) : 'just now';
}

const absolute = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** A point in time in full, in the reader's time zone. */
export function formatAbsoluteTime(time: number): string {
  return absolute.format(time);
}
