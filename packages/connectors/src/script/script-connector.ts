import { isJsonObject } from '@orchestrator/definition';
import type { JsonObject } from '@orchestrator/definition';
import { badArguments } from '../call-failure.js';
import type { CallFailure } from '../call-failure.js';
import type { CallResult, Connector, ConnectorCall } from '../connector.js';
import { runJavaScript } from './javascript.js';
import { runPython } from './python.js';
import { notRunnable } from './script-failure.js';
import { timeoutOf } from './script-timeout.js';

/** What can stand behind `script:`, and what runs it. */
const LANGUAGES: ReadonlyMap<string, 'javascript' | 'python'> = new Map([
  ['javascript', 'javascript'],
  ['js', 'javascript'],
  ['python', 'python'],
]);

/**
 * Runs functions of kind `script`: the argument `script` is the source, and the other arguments are its variables.
 *
 * - `script:javascript`: the value of its last expression or of its `return` is the result.
 * - `script:python`: what it leaves in variables is kept for `$WORKFLOW.python` and later scripts of the run; it has no result.
 *
 * How far scripts are kept apart from the server is told in script-worker.ts and python.ts.
 */
export const scriptConnector: Connector = {
  async call(call: ConnectorCall, signal: AbortSignal): Promise<CallResult> {
    const language = LANGUAGES.get(call.operation.trim());
    if (language === undefined) throw unknownLanguage(call.operation);
    const { script, ...variables }: JsonObject = isJsonObject(call.arguments) ? call.arguments : {};
    if (typeof script !== 'string') throw badArguments('The argument "script" must hold the source as text.');
    const timeout = timeoutOf(call);
    return language === 'python'
      ? { result: null, python: await runPython(script, variables, call, timeout, signal) }
      : { result: await runJavaScript(script, variables, timeout, signal) };
  },
};

function unknownLanguage(language: string): CallFailure {
  const operation = language === '' ? 'script' : `script:${language}`;
  return notRunnable(
    `This server runs script:javascript and script:python; for "${operation}" start it with --functions FILE, where FILE exports a function under that name.`,
  );
}
