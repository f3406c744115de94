const DAY = 86_400_000;
const FORMATS = new Map<string, Intl.DateTimeFormat>();

/** True for a name that this machine's time zone data knows, such as `Europe/Berlin` or `UTC`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * How far the clocks of a zone are ahead of UTC at an instant, in milliseconds.
 *
 * @throws RangeError for an unknown zone
 */
export function offsetAt(instant: number, timeZone: string): number {
  const second = Math.floor(instant / 1000) * 1000;
  const parts = new Map(
    formatOf(timeZone)
      .formatToParts(second)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  const shown = new Date(0);
  shown.setUTCFullYear(part('year'), part('month') - 1, part('day'));
  shown.setUTCHours(part('hour'), part('minute'), part('second'));
  return shown.getTime() - second;
}

/**
 * The instant at which the clocks of a zone show a time, given as if they showed UTC. Of a time that they show twice it is
 * the first; for a time that they skip it is the moment at which they are put forward. A later time never gives an
 * earlier instant.
 */
export function instantOf(local: number, timeZone: string): number {
  const before = offsetAt(local - DAY, timeZone);
  const after = offsetAt(local + DAY, timeZone);
  const instants = [local - before, local - after].sort((a, b) => a - b);
  const shown = instants.find((instant) => instant + offsetAt(instant, timeZone) === local);
  return shown ?? transitionBetween(local - DAY, local + DAY, timeZone);
}

/** The first instant after `from`, up to `to`, from which on the clocks of a zone are as far ahead as they are at `to`. */
export function transitionBetween(from: number, to: number, timeZone: string): number {
  const offset = offsetAt(to, timeZone);
  let low = from;
  let high = to;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle, timeZone) === offset) high = middle;
    else low = middle;
  }
  return high;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = FORMATS.get(timeZone);
  if (!format) {
    const number = 'numeric';
    format = new Intl.DateTimeFormat('en-US-u-hc-h23', {
      timeZone,
      calendar: 'gregory',
      year: number,
      month: number,
      day: number,
      hour: number,
      minute: number,
      second: number,
    });
    FORMATS.set(timeZone, format);
  }
  return format;
}
