import type { Cursor } from '../../document/cursor.js';
import type { RetryUse } from '../../program/error-policy.js';
import type { CompileContext } from '../context.js';
import { errorsNamed } from './declared-errors.js';
import { DEFAULT_RETRY } from './retry-policies.js';

/** How a failing action is tried again; undefined: not at all (section A10). */
export function compileRetry(action: Cursor, context: CompileContext): RetryUse | undefined {
  const reference = action.get('retryRef');
  const policy = reference.exists ? context.retries.resolve(reference) : undefined;
  const retryable = action.get('retryableErrors');
  const only = errorsNamed(retryable, context.errors);
  const except = errorsNamed(action.get('nonRetryableErrors'), context.errors);
  if (context.autoRetries) return { policy: policy ?? DEFAULT_RETRY, except };
  if (!reference.exists) return undefined;
  if (!retryable.exists) {
    reference.report(
      'warning',
      'no-retryable-errors',
      'Nothing is tried again here: list the errors in "retryableErrors", or set "autoRetries: true" for all.',
    );
  }
  return policy && only.length > 0 ? { policy, only, except } : undefined;
}
