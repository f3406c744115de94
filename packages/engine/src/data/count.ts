import type { Json } from '@orchestrator/definition';
import { TaskFailure } from '../failure.js';

/**
 * A whole number from 1 on, which may be written as text.
 *
 * @param what - names it for the person who reads the error
 * @throws TaskFailure `bad-number`
 */
export function toCount(value: Json, what: string): number {
  const count = typeof value === 'string' ? Number(value) : value;
  if (typeof count === 'number' && Number.isInteger(count) && count >= 1) return count;
  throw new TaskFailure({
    code: 'bad-number',
    message: `The ${what} must be a whole number from 1 on, but it is ${JSON.stringify(value)}.`,
  });
}
