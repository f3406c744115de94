import { type BrokenDown, daysTo, fromSeconds, weekdayOf } from './calendar.js';
import { DAYS, MONTHS } from './names.js';

type Parts = {
  -readonly [K in 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'yearDay']: number | null;
} & { afternoon: boolean | null; century: number | null; epoch: number | null };

/** What a conversion reads: a pattern for the text, and what to do with it. */
interface Conversion {
  readonly pattern: RegExp;
  readonly take: (parts: Parts, text: string) => void;
}

const digits = (most: number, take: (parts: Parts, value: number) => void): Conversion => ({
  pattern: new RegExp(`\\s*([+-]?\\d{1,${most}})`, 'y'),
  take: (parts, text) => take(parts, Number(text)),
});

const ignored = (pattern: RegExp): Conversion => ({ pattern, take: () => undefined });

const named = (names: readonly string[], take: (parts: Parts, index: number) => void): Conversion => ({
  pattern: new RegExp(`(${names.flatMap((name) => [name, name.slice(0, 3)]).join('|')})`, 'iy'),
  take: (parts, text) =>
    take(
      parts,
      names.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()),
    ),
});

const day = digits(2, (parts, value) => void (parts.day = value));
const hour = digits(2, (parts, value) => void (parts.hour = value));
const month = named(MONTHS, (parts, index) => void (parts.month = index));
const weekday = named(DAYS, () => undefined);

const CONVERSIONS: Readonly<Record<string, Conversion>> = {
  a: weekday,
  A: weekday,
  b: month,
  B: month,
  h: month,
  d: day,
  e: day,
  H: hour,
  k: hour,
  I: hour,
  l: hour,
  C: digits(2, (parts, value) => void (parts.century = value)),
  j: digits(3, (parts, value) => void (parts.yearDay = value - 1)),
  m: digits(2, (parts, value) => void (parts.month = value - 1)),
  M: digits(2, (parts, value) => void (parts.minute = value)),
  S: digits(2, (parts, value) => void (parts.second = value)),
  s: digits(15, (parts, value) => void (parts.epoch = value)),
  y: digits(2, (parts, value) => void (parts.year = value < 69 ? 2000 + value : 1900 + value)),
  Y: digits(4, (parts, value) => void (parts.year = value)),
  p: { pattern: /([AaPp][Mm])/y, take: (parts, text) => void (parts.afternoon = /^p/i.test(text)) },
  u: ignored(/\s*([1-7])/y),
  w: ignored(/\s*([0-6])/y),
  U: ignored(/\s*(\d{1,2})/y),
  W: ignored(/\s*(\d{1,2})/y),
  V: ignored(/\s*(\d{1,2})/y),
  G: ignored(/\s*(\d{1,4})/y),
  g: ignored(/\s*(\d{1,2})/y),
  z: ignored(/\s*(Z|[+-]\d{2}(?::?\d{2})?)/y),
  Z: ignored(/([A-Za-z]+)/y),
  '%': ignored(/(%)/y),
};

const COMPOSED: Readonly<Record<string, string>> = {
  c: '%a %b %e %H:%M:%S %Y',
  D: '%m/%d/%y',
  F: '%Y-%m-%d',
  r: '%I:%M:%S %p',
  R: '%H:%M',
  T: '%H:%M:%S',
  x: '%m/%d/%y',
  X: '%H:%M:%S',
  n: ' ',
  t: ' ',
};

/** What was read, and the text that is left: empty, or from a blank on. */
interface Parsed {
  readonly moment: BrokenDown;
  readonly rest: string;
}

/** Reads a text by a format of C's `strptime`; null when it does not fit. Zones are read and ignored, as jq does. */
export function strptime(text: string, format: string): Parsed | null {
  const whole = format.replace(/%[EO]?([cDFrRTxXnt])/g, (_, letter: string) => COMPOSED[letter] ?? '');
  const parts: Parts = {
    year: null,
    month: null,
    day: null,
    hour: null,
    minute: null,
    second: null,
    yearDay: null,
    afternoon: null,
    century: null,
    epoch: null,
  };
  let at = 0;
  for (const [piece] of whole.matchAll(/%[EO]?[A-Za-z%]|\s+|[^]/g)) {
    at = readPiece(piece, text, at, parts);
    if (at < 0) return null;
  }
  const rest = text.slice(at);
  const moment = complete(parts);
  return moment === null || /^\S/.test(rest) ? null : { moment, rest };
}

/** Reads one piece of a format; gives the place after it, or -1. */
function readPiece(piece: string, text: string, at: number, parts: Parts): number {
  if (/^\s/.test(piece)) {
    let after = at;
    while (/\s/.test(text.charAt(after))) after++;
    return after;
  }
  if (piece.length === 1) return text.charAt(at) === piece ? at + 1 : -1;
  const letter = piece.charAt(piece.length - 1);
  const conversion = Object.hasOwn(CONVERSIONS, letter) ? CONVERSIONS[letter] : undefined;
  if (conversion === undefined) return -1;
  conversion.pattern.lastIndex = at;
  const match = conversion.pattern.exec(text);
  if (match === null) return -1;
  conversion.take(parts, match[1] ?? '');
  return at + match[0].length;
}

function complete(parts: Parts): BrokenDown | null {
  if (parts.epoch !== null) return fromSeconds(parts.epoch);
  const year =
    parts.century !== null ? parts.century * 100 + ((parts.year ?? 0) % 100) : (parts.year ?? 1900);
  const fromYearDay =
    parts.yearDay !== null && parts.day === null
      ? fromSeconds((daysTo(year, 0, 1) + parts.yearDay) * 86_400)
      : null;
  const month = fromYearDay?.month ?? parts.month ?? 0;
  const day = fromYearDay?.day ?? parts.day ?? (parts.year === null ? 0 : 1);
  const days = daysTo(year, month, day);
  const hour =
    parts.afternoon === null ? (parts.hour ?? 0) : ((parts.hour ?? 0) % 12) + (parts.afternoon ? 12 : 0);
  const { minute, second } = parts;
  if (month < 0 || month > 11 || day > 31 || hour > 23 || (minute ?? 0) > 59 || (second ?? 0) > 61)
    return null;
  return {
    year,
    month,
    day,
    hour,
    minute: minute ?? 0,
    second: second ?? 0,
    weekday: weekdayOf(days),
    yearDay: days - daysTo(year, 0, 1),
  };
}
