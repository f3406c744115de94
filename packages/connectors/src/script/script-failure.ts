import { CallFailure } from '../call-failure.js';

/** A script that failed, or could not be run at all. */
export function scriptFailed(message: string, cause?: unknown): CallFailure {
  return new CallFailure({ code: 'function-failed', message }, { cause });
}

/** A script that nobody waits for any more. */
export function givenUp(): CallFailure {
  return scriptFailed('The script was given up.');
}

/**
 * A script that takes too long.
 *
 * @param timeout - milliseconds that it had
 */
export function tookTooLong(timeout: number): CallFailure {
  return new CallFailure({
    code: 'timeout',
    message: `The script didn't end within ${timeout} ms. Its function's metadata "timeout" allows more.`,
  });
}

/**
 * A script that needs too much memory.
 *
 * @param megabytes - what it may take
 */
export function neededTooMuchMemory(megabytes: number, cause?: unknown): CallFailure {
  return scriptFailed(`The script needs more than ${megabytes} MB of memory.`, cause);
}

/** A script that leaves more than can be kept. */
export function leftTooMuch(message: string): CallFailure {
  return new CallFailure({ code: 'response-too-large', message });
}

/** A script whose language has nothing here that runs it. */
export function notRunnable(message: string): CallFailure {
  return new CallFailure({ code: 'no-function', message });
}
