import { fail } from '../value/describe.js';
import { toSeconds } from './calendar.js';

/** A time zone at one moment. */
export interface ZoneTime {
  /** Seconds east of UTC. */
  readonly offset: number;
  /** Its abbreviation, such as CET. */
  readonly name: string;
}

/** UTC at any moment. */
export const UTC: ZoneTime = { offset: 0, name: 'UTC' };

const CACHE_SIZE = 50;
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      era: 'short',
      timeZoneName: 'short',
    });
  } catch {
    throw fail(`unknown time zone "${zone}"`);
  }
  if (formatters.size >= CACHE_SIZE) formatters.clear();
  formatters.set(zone, formatter);
  return formatter;
}

const RANGE = 8.64e12;

/** A time zone's offset and name at a moment in seconds since 1970. */
export function zoneAt(zone: string, seconds: number): ZoneTime {
  if (zone === 'UTC') return UTC;
  const formatter = formatterOf(zone);
  if (!(Math.abs(seconds) < RANGE)) return { ...UTC, name: zone };
  const whole = Math.floor(seconds);
  const parts = new Map(
    formatter.formatToParts(new Date(whole * 1000)).map(({ type, value }) => [type, value]),
  );
  const read = (type: Intl.DateTimeFormatPartTypes) => Number(parts.get(type));
  const year = parts.get('era') === 'BC' ? 1 - read('year') : read('year');
  const local = toSeconds({
    year,
    month: read('month') - 1,
    day: read('day'),
    hour: read('hour'),
    minute: read('minute'),
    second: read('second'),
  });
  return { offset: local - whole, name: parts.get('timeZoneName') ?? zone };
}

/** A time zone where its clocks show a time, given as if it were UTC. */
export function zoneAtLocal(zone: string, local: number): ZoneTime {
  const guess = zoneAt(zone, local);
  return zoneAt(zone, local - guess.offset);
}
