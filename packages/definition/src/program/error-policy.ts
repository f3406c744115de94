import type { DurationSource } from './time.js';
import type { Then } from './task.js';

/** An error that the document declares (`errors`). */
export interface DeclaredError {
  readonly name: string;
  /**
   * What it matches: an HTTP status, `TimedOut`, a Java class name, the message, or a regular expression
   * (workflow-runtime.md 7). Absent: nothing but the name.
   */
  readonly code?: string;
}

/** What follows when a task fails in a certain way (one entry of `onErrors`). */
export interface Catch {
  /** Any of these matches. */
  readonly errors: readonly DeclaredError[];
  readonly then: Then;
}

/** How a failing action is tried again (`retryRef` with `retryableErrors` or `nonRetryableErrors`, section A10). */
export interface RetryUse {
  readonly policy: RetryPolicy;
  /** Only these errors are retried; absent: all. */
  readonly only?: readonly DeclaredError[];
  /** These errors are not retried. */
  readonly except: readonly DeclaredError[];
}

/** The waits between the tries of an action. */
export interface RetryPolicy {
  /** Retries after the first call; 0 = none, absent = no limit. */
  readonly maxAttempts?: number;
  /** Before the first retry; absent: none. */
  readonly delay?: DurationSource;
  /** Added to each wait for the next one. */
  readonly increment?: DurationSource;
  /** Each wait times this gives the next one. */
  readonly multiplier?: number;
  /** No wait is longer. */
  readonly maxDelay?: DurationSource;
  /** A share of the wait (0…1) or a fixed span that is added or taken off at random. */
  readonly jitter?: number | DurationSource;
}
