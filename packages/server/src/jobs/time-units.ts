/** Units of time of the API, in milliseconds. */
const UNITS = { MILLIS: 1, SECONDS: 1_000, MINUTES: 60_000, HOURS: 3_600_000, DAYS: 86_400_000 } as const;

/** Name of a unit of time. */
export type TimeUnit = keyof typeof UNITS;

/** The names of all units, the shortest first. */
export const TIME_UNITS = Object.keys(UNITS) as readonly TimeUnit[];

/** A time in a unit, milliseconds where none is named, in milliseconds. */
export function millisecondsOf(time: number, unit: TimeUnit | undefined = 'MILLIS'): number {
  return time * UNITS[unit];
}
