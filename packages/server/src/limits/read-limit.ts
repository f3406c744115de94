import { addDuration, parseDuration } from '@orchestrator/definition';
import { SettingError } from '../calls/setting-error.js';

/** Looks a setting up by its key. */
export type Read = (key: string) => string | undefined;

/** A whole number from `least` on; undefined where nothing is set. @throws SettingError */
export function wholeNumber(read: Read, key: string, least = 1): number | undefined {
  const text = read(key);
  if (text === undefined) return undefined;
  const value = Number(text);
  // Timers of Node hold 31 bits, and nothing else needs more.
  if (text.trim() !== '' && Number.isInteger(value) && value >= least && value < 2 ** 31) return value;
  throw new SettingError(`${key} must be a whole number from ${least} on, but it is "${text}".`);
}

/** Milliseconds, from a duration of at least so many; undefined where nothing is set. @throws SettingError */
export function milliseconds(read: Read, key: string, least = 1): number | undefined {
  const text = read(key);
  if (text === undefined) return undefined;
  const duration = parseDuration(text);
  // The length of a month depends on when it begins, which does not matter here.
  const value = duration ? addDuration(0, duration) : 0;
  if (value >= least && value < 2 ** 31) return value;
  throw new SettingError(
    `${key} must be an ISO 8601 duration such as PT10S, of ${least} ms to 24 days, but it is "${text}".`,
  );
}
