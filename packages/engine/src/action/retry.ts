import type { Duration, DurationSource, RetryPolicy, RetryUse } from '@orchestrator/definition';
import { addDuration } from '@orchestrator/definition';
import { fixedDuration } from '../draft/instant.js';
import type { OpenFrame } from '../draft/open-frame.js';
import type { Walk } from '../draft/walk.js';
import { matches } from '../errors/match.js';
import type { CallError } from '../facts.js';
import { fraction } from '../identifiers.js';
import type { Retries } from '../instance/frame.js';

/** Longest wait between two tries, in milliseconds: a hundred years, so that growing waits stay numbers of a date. */
const LONGEST = 100 * 366 * 24 * 60 * 60 * 1000;

/** After these the call may have happened all the same: the next try is the same call again. */
const UNKNOWN_OUTCOMES = new Set(['network', 'timeout']);

/** Whether an action's policy covers an error (section A10). */
export function isEligible({ only, except }: RetryUse, error: CallError): boolean {
  const named = (declared: RetryUse['except']): boolean => declared.some((one) => matches(error, one));
  return (only === undefined || named(only)) && !named(except);
}

/** The next try of a failed action: when, and what is kept for the one after it. Undefined: there is none left. */
export function nextRetry(
  walk: Walk,
  frame: OpenFrame,
  policy: RetryPolicy,
  error: CallError,
): { readonly due: number; readonly retries: Retries } | undefined {
  const before = frame.retries;
  const count = (before?.count ?? 0) + 1;
  if (policy.maxAttempts !== undefined && count > policy.maxAttempts) return undefined;
  const span = (source: DurationSource | undefined): number =>
    source
      ? milliseconds(
          walk,
          fixedDuration(source, (text) => walk.evaluate(text, frame.scope)),
        )
      : 0;
  const base = before ? before.delay * (policy.multiplier ?? 1) + span(policy.increment) : span(policy.delay);
  const chance = 2 * fraction(`${walk.instance.id} ${frame.node} ${count}`) - 1;
  const { jitter } = policy;
  const width = typeof jitter === 'number' ? base * jitter : span(jitter);
  const delay = Math.min(LONGEST, Math.max(0, Math.round(base + chance * width)));
  const wait = policy.maxDelay ? Math.min(delay, span(policy.maxDelay)) : delay;
  const attempt = (before?.attempt ?? 1) + (UNKNOWN_OUTCOMES.has(error.code) ? 0 : 1);
  return { due: walk.now + wait, retries: { count, delay, attempt } };
}

function milliseconds(walk: Walk, duration: Duration): number {
  return addDuration(walk.now, duration) - walk.now;
}
