import { instantOf } from './time-zone.js';

const FORM =
  /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?)?$/;
const MINUTE = 60_000;

/**
 * The instant of an ISO 8601 date and time; undefined for any other text and for days that no calendar has.
 *
 * @param timeZone - whose clocks count where the text names no zone
 */
export function parseDateTime(text: string, timeZone: string): number | undefined {
  const parts = FORM.exec(text.trim());
  if (!parts) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', zone] = parts;
  const local = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  // A day too many in a month is taken for the first of the next one.
  if (Number.isNaN(local.getTime()) || local.getUTCDate() !== Number(day)) return undefined;
  const time = local.getTime() + Math.trunc(Number(`0.${fraction}`) * 1000);
  return zone === undefined ? instantOf(time, timeZone) : time - offsetOf(zone);
}

/** How far a zone such as `+02:00` is ahead of UTC, in milliseconds. */
function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(3).replace(':', '') || 0);
  return (zone.startsWith('-') ? -minutes : minutes) * MINUTE;
}
