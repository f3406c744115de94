import type { Cursor } from '../../document/cursor.js';
import { parseDuration } from '../../duration.js';
import type { RetryPolicy } from '../../program/error-policy.js';
import type { DurationSource } from '../../program/time.js';
import type { ExpressionContext } from '../context.js';
import { Declarations, duplicateSeverity } from '../declarations.js';
import { durationAt, optionalDuration } from '../timing/duration-at.js';
import { numberAt } from '../number-at.js';

/** What `autoRetries` uses where an action names no policy: without limit, after 1 s, 2 s, 4 s, … (section A10). */
export const DEFAULT_RETRY: RetryPolicy = { delay: { months: 0, milliseconds: 1000 }, multiplier: 2 };

/** Reads the `retries` section. */
export function compileRetries(section: Cursor, context: ExpressionContext): Declarations<RetryPolicy> {
  const retries = new Declarations<RetryPolicy>('retry', 'retries');
  for (const entry of section.list) {
    retries.declare(entry, () => compilePolicy(entry, context), duplicateSeverity(context.dialect));
  }
  return retries;
}

function compilePolicy(entry: Cursor, context: ExpressionContext): RetryPolicy {
  const maxAttempts = numberAt(
    entry.get('maxAttempts'),
    'a whole number from 0 on',
    (n) => n >= 0 && Number.isInteger(n),
  );
  const multiplier = numberAt(entry.get('multiplier'), 'a number greater than 0', (n) => n > 0);
  const delay = optionalDuration(entry.get('delay'), context);
  const increment = optionalDuration(entry.get('increment'), context);
  const maxDelay = optionalDuration(entry.get('maxDelay'), context);
  const jitter = compileJitter(entry.get('jitter'), context);
  return {
    ...(maxAttempts !== undefined && { maxAttempts }),
    ...(delay && { delay }),
    ...(increment && { increment }),
    ...(multiplier !== undefined && { multiplier }),
    ...(maxDelay && { maxDelay }),
    ...(jitter !== undefined && { jitter }),
  };
}

/** A share of the wait between 0 and 1, or a fixed span. */
function compileJitter(cursor: Cursor, context: ExpressionContext): number | DurationSource | undefined {
  if (!cursor.exists) return undefined;
  if (
    typeof cursor.value === 'string' &&
    (parseDuration(cursor.value) || !/^[\s\d.+-]+$/.test(cursor.value))
  ) {
    return durationAt(cursor, context);
  }
  return numberAt(cursor, 'a number from 0 to 1 or a duration', (n) => n >= 0 && n <= 1);
}
