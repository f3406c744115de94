import { resolve } from 'node:path';
import { setting } from '@orchestrator/definition';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { PythonChanges, PythonVariables } from '@orchestrator/engine';
import type { ConnectorCall } from '../connector.js';
import type { PythonBounds, PythonFunction, PythonOutcome, PythonScript } from './python-harness.js';
import { PYTHON_COMMAND, pythonInterpreter } from './python-interpreter.js';
import { runPythonProcess } from './python-process.js';
import { leftTooMuch, neededTooMuchMemory, scriptFailed } from './script-failure.js';

const SEARCH_PATH = setting({
  key: 'org.sonataflow.python.searchpath',
  task: 'scripts',
  does: 'Folders in which scripts and functions in Python find modules, from where the server was started.',
  value: 'folders with commas between them',
  where: 'workflow',
  example: 'org.sonataflow.python.searchpath=/opt/modules,./python',
});

/** Megabytes that a script may take; libraries for numbers reserve hundreds without using them. */
const MAX_MEMORY = 1024;

/** Characters of all variables of a run; they are part of what each step stores. */
const MAX_VARIABLES = 1_000_000;

/** Seconds after its time in which a process whose server has died ends by itself. */
const GRACE = 2;

/**
 * Runs a script in Python 3, in a process of its own, and gives the variables that it changed.
 *
 * This keeps scripts from doing harm by mistake, but it is no wall: a script can do whatever the server's user can, such as
 * reading files and calling addresses that HTTP functions may not call. Run only workflows whose authors are trusted.
 *
 * @param given - variables that the script begins with, beside those of earlier scripts
 * @param timeout - milliseconds
 * @throws CallFailure `no-function` without an interpreter, `function-failed` with what the script raised, `timeout` or
 *   `response-too-large`
 */
export async function runPython(
  source: string,
  given: JsonObject,
  call: ConnectorCall,
  timeout: number,
  signal: AbortSignal,
): Promise<PythonChanges> {
  const variables = call.python ?? {};
  const confidential = call.confidential === true;
  const script: PythonScript = { source, variables, arguments: given, confidential };
  const outcome = await outcomeOf('script', script, call, timeout, signal);
  return checked(variables, 'changes' in outcome ? outcome.changes : {});
}

/**
 * Calls a function of a Python module, with the same care and under the same limits as a script, and gives what it returns.
 *
 * @param timeout - milliseconds
 * @throws CallFailure as {@link runPython} does
 */
export async function callPythonFunction(
  called: PythonFunction,
  call: ConnectorCall,
  timeout: number,
  signal: AbortSignal,
): Promise<Json> {
  const outcome = await outcomeOf('function', called, call, timeout, signal);
  return 'result' in outcome ? outcome.result : null;
}

async function outcomeOf(
  what: 'script' | 'function',
  given: PythonScript | PythonFunction,
  call: ConnectorCall,
  timeout: number,
  signal: AbortSignal,
): Promise<Exclude<PythonOutcome, { readonly error: string }>> {
  signal.throwIfAborted();
  const interpreter = await pythonInterpreter(call.configuration(PYTHON_COMMAND.key)?.trim());
  const seconds = Math.ceil(timeout / 1000) + GRACE;
  const bounds: PythonBounds = { searchPath: searchPathOf(call), memory: MAX_MEMORY, seconds };
  const input = JSON.stringify({ ...given, ...bounds });
  const answer = await runPythonProcess(interpreter, input, { timeout, maxAnswer: MAX_VARIABLES }, signal);
  if (answer === '') throw scriptFailed(`The ${what} ended without a result.`);
  const outcome = JSON.parse(answer) as PythonOutcome;
  if (!('error' in outcome)) return outcome;
  throw outcome.memory
    ? neededTooMuchMemory(MAX_MEMORY)
    : scriptFailed(`The ${what} failed: ${outcome.error}`);
}

function searchPathOf({ configuration }: ConnectorCall): string[] {
  const folders = (configuration(SEARCH_PATH.key) ?? '').split(',').map((folder) => folder.trim());
  return folders.filter((folder) => folder !== '').map((folder) => resolve(folder));
}

/** @throws CallFailure `response-too-large` when the run would keep too much */
function checked(variables: PythonVariables, changes: PythonChanges): PythonChanges {
  if (JSON.stringify({ ...variables, ...changes }).length <= MAX_VARIABLES) return changes;
  throw leftTooMuch(`The scripts of this run leave more than ${MAX_VARIABLES} characters of variables.`);
}
