import { badArguments } from '../call-failure.js';
import type { ConnectorCall } from '../connector.js';

/** Milliseconds that a script may take when its function's metadata says nothing else. */
const TIMEOUT = 10_000;

/** The longest that can be asked for: ten minutes. */
const MAX_TIMEOUT = 600_000;

/**
 * Milliseconds that a script, or a function in Python, may take.
 *
 * @throws CallFailure `bad-arguments` when the metadata of its function asks for something else than that
 */
export function timeoutOf({ metadata }: ConnectorCall): number {
  const setting = Object.hasOwn(metadata, 'timeout') ? metadata.timeout : TIMEOUT;
  const milliseconds = Number(setting);
  if (milliseconds > 0 && milliseconds <= MAX_TIMEOUT) return milliseconds;
  throw badArguments(
    `The metadata "timeout" of a script must be a number of milliseconds up to ${MAX_TIMEOUT}.`,
  );
}
