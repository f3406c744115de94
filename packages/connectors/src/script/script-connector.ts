import { isJsonObject } from '@orchestrator/definition';
import type { JsonObject } from '@orchestrator/definition';
import { badArguments, CallFailure } from '../call-failure.js';
import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import { runJavaScript } from './javascript.js';

/** Milliseconds that a script may take when its function's metadata says nothing else. */
const TIMEOUT = 10_000;

/** The longest that can be asked for: ten minutes. */
const MAX_TIMEOUT = 600_000;

/**
 * Runs `script:javascript` functions: the argument `script` is the source, the other arguments are its variables, and the
 * value of its last expression or of its `return` is the result. How far such a script is kept apart from the server is told
 * in script-worker.ts.
 */
export const scriptConnector: Connector = {
  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    if (call.operation !== 'javascript' && call.operation !== 'js') throw unknownLanguage(call.operation);
    const { script, ...variables }: JsonObject = isJsonObject(call.arguments) ? call.arguments : {};
    if (typeof script !== 'string') throw badArguments('The argument "script" must hold the source as text.');
    return { result: await runJavaScript(script, variables, timeoutOf(call), signal) };
  },
};

function timeoutOf({ metadata }: ConnectorCall): number {
  const setting = Object.hasOwn(metadata, 'timeout') ? metadata.timeout : TIMEOUT;
  const milliseconds = Number(setting);
  if (milliseconds > 0 && milliseconds <= MAX_TIMEOUT) return milliseconds;
  throw badArguments(
    `The metadata "timeout" of a script must be a number of milliseconds up to ${MAX_TIMEOUT}.`,
  );
}

function unknownLanguage(language: string): CallFailure {
  const operation = language === '' ? 'script' : `script:${language}`;
  return new CallFailure({
    code: 'no-function',
    message: `This server runs script:javascript; for "${operation}" start it with --functions FILE, where FILE exports a function under that name.`,
  });
}
