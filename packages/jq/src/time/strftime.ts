import { type BrokenDown, isoWeek, toSeconds } from './calendar.js';
import { DAYS, MONTHS } from './names.js';
import type { ZoneTime } from './zone.js';

interface Field {
  readonly value: number;
  readonly width: number;
  readonly fill: string;
}

/** What a conversion gives: text, a number to be padded, or a format of its own. */
type Converted = string | Field | { readonly format: string };

const number = (value: number, width = 2, fill = '0'): Field => ({ value, width, fill });
const clock12 = (hour: number): number => ((hour + 11) % 12) + 1;
const week = (yearDay: number, weekday: number): number => Math.floor((yearDay + 7 - weekday) / 7);

function offsetText(offset: number): string {
  const minutes = Math.round(Math.abs(offset) / 60);
  const digits = String(Math.floor(minutes / 60) * 100 + (minutes % 60)).padStart(4, '0');
  return `${offset < 0 ? '-' : '+'}${digits}`;
}

const CONVERSIONS: Readonly<Record<string, (t: BrokenDown, zone: ZoneTime) => Converted>> = {
  a: (t) => (DAYS[t.weekday] ?? '?').slice(0, 3),
  A: (t) => DAYS[t.weekday] ?? '?',
  b: (t) => (MONTHS[t.month] ?? '?').slice(0, 3),
  B: (t) => MONTHS[t.month] ?? '?',
  c: () => ({ format: '%a %b %e %H:%M:%S %Y' }),
  C: (t) => number(Math.floor(t.year / 100)),
  d: (t) => number(t.day),
  D: () => ({ format: '%m/%d/%y' }),
  e: (t) => number(t.day, 2, ' '),
  F: () => ({ format: '%Y-%m-%d' }),
  g: (t) => number(isoWeek(t).year % 100),
  G: (t) => number(isoWeek(t).year, 1),
  h: () => ({ format: '%b' }),
  H: (t) => number(t.hour),
  I: (t) => number(clock12(t.hour)),
  j: (t) => number(t.yearDay + 1, 3),
  k: (t) => number(t.hour, 2, ' '),
  l: (t) => number(clock12(t.hour), 2, ' '),
  m: (t) => number(t.month + 1),
  M: (t) => number(t.minute),
  n: () => '\n',
  p: (t) => (t.hour < 12 ? 'AM' : 'PM'),
  P: (t) => (t.hour < 12 ? 'am' : 'pm'),
  r: () => ({ format: '%I:%M:%S %p' }),
  R: () => ({ format: '%H:%M' }),
  s: (t, zone) => number(toSeconds({ ...t, second: Math.floor(t.second) }) - zone.offset, 1),
  S: (t) => number(Math.floor(t.second)),
  t: () => '\t',
  T: () => ({ format: '%H:%M:%S' }),
  u: (t) => number(t.weekday === 0 ? 7 : t.weekday, 1),
  U: (t) => number(week(t.yearDay, t.weekday)),
  V: (t) => number(isoWeek(t).week),
  w: (t) => number(t.weekday, 1),
  W: (t) => number(week(t.yearDay, (t.weekday + 6) % 7)),
  x: () => ({ format: '%m/%d/%y' }),
  X: () => ({ format: '%H:%M:%S' }),
  y: (t) => number(((t.year % 100) + 100) % 100),
  Y: (t) => number(t.year, 1),
  z: (_t, zone) => offsetText(zone.offset),
  Z: (_t, zone) => zone.name,
  '%': () => '%',
};

/** Formats a moment; the conversions are those of C's `strftime` in its own locale, with GNU's flags. */
export function strftime(moment: BrokenDown, format: string, zone: ZoneTime): string {
  return format.replace(/%([-_0^#]*)[EO]?([A-Za-z%])/g, (written, flags: string, letter: string) => {
    const convert = Object.hasOwn(CONVERSIONS, letter) ? CONVERSIONS[letter] : undefined;
    if (convert === undefined) return written;
    const converted = convert(moment, zone);
    if (typeof converted === 'object' && 'format' in converted)
      return strftime(moment, converted.format, zone);
    const text = typeof converted === 'string' ? converted : pad(converted, flags);
    return flags.includes('^') ? text.toUpperCase() : text;
  });
}

function pad({ value, width, fill }: Field, flags: string): string {
  if (flags.includes('-')) return String(value);
  const chosen = flags.includes('_') ? ' ' : flags.includes('0') ? '0' : fill;
  return value < 0 ? `-${String(-value).padStart(width - 1, chosen)}` : String(value).padStart(width, chosen);
}
