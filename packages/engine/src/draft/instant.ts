import { addDuration, parseDuration } from '@orchestrator/definition';
import type { Duration, DurationSource, Expression, Json } from '@orchestrator/definition';
import { TaskFailure } from '../failure.js';

/**
 * The instant that lies a duration after another one.
 *
 * @throws TaskFailure `bad-duration` when an expression gives no ISO 8601 duration
 */
export function instantAfter(
  instant: number,
  duration: DurationSource,
  evaluate: (expression: Expression) => Json,
): number {
  return addDuration(instant, fixedDuration(duration, evaluate));
}

/** A duration whose expression, if it is one, has been evaluated. Throws like `instantAfter`. */
export function fixedDuration(
  duration: DurationSource,
  evaluate: (expression: Expression) => Json,
): Duration {
  if (!('evaluate' in duration)) return duration;
  const value = evaluate(duration);
  const parsed = typeof value === 'string' ? parseDuration(value) : undefined;
  if (parsed) return parsed;
  throw new TaskFailure({
    code: 'bad-duration',
    message: `${duration.source} must give an ISO 8601 duration such as PT30S, but gave ${JSON.stringify(value)}.`,
  });
}
