import type { RetryRules } from '@orchestrator/store';
import { SettingError } from '../calls/setting-error.js';
import { milliseconds, wholeNumber } from '../limits/read-limit.js';
import type { Read } from '../limits/read-limit.js';
import * as setting from './job-settings.js';

/** Longest time that a call may take, whoever says so, in milliseconds (data-index-and-jobs.md 4.6). */
export const LONGEST_CALL = { http: 300_000, sink: 60_000 } as const;

/** How jobs are called and kept. Times are in milliseconds. */
export interface JobOptions {
  readonly retry: RetryRules;
  readonly maxCalls: number;
  /** How long a call may take that does not say so itself. */
  readonly timeout: { readonly http: number; readonly sink: number };
  /** How long jobs that are over are remembered. */
  readonly memory: number;
}

const DAY = 86_400_000;

/** What the settings of the server say about jobs. @throws SettingError */
export function jobOptions(read: Read): JobOptions {
  return {
    retry: {
      pause: wholeNumber(read, setting.JOB_RETRY.key) ?? 1_000,
      longestPause: milliseconds(read, setting.LONGEST_JOB_RETRY.key) ?? 5_000,
      patience: wholeNumber(read, setting.JOB_PATIENCE.key) ?? 60_000,
    },
    maxCalls: wholeNumber(read, setting.MAX_JOB_CALLS.key) ?? 200,
    timeout: {
      http: timeLimit(read, setting.HTTP_TIMEOUT.key, LONGEST_CALL.http) ?? 180_000,
      sink: timeLimit(read, setting.SINK_TIMEOUT.key, LONGEST_CALL.sink) ?? 5_000,
    },
    memory: milliseconds(read, setting.JOB_MEMORY.key) ?? 7 * DAY,
  };
}

function timeLimit(read: Read, key: string, most: number): number | undefined {
  const value = wholeNumber(read, key);
  if (value === undefined || value <= most) return value;
  throw new SettingError(`${key} must be at most ${most}, but it is "${value}".`);
}
