import { resolve } from 'node:path';
import { setting } from '@orchestrator/definition';
import type { JsonObject } from '@orchestrator/definition';
import type { PythonChanges, PythonVariables } from '@orchestrator/engine';
import type { ConnectorCall } from '../connector.js';
import type { PythonOutcome, PythonScript } from './python-harness.js';
import { PYTHON_COMMAND, pythonInterpreter } from './python-interpreter.js';
import { runPythonProcess } from './python-process.js';
import { leftTooMuch, neededTooMuchMemory, scriptFailed } from './script-failure.js';

const SEARCH_PATH = setting({
  key: 'org.sonataflow.python.searchpath',
  task: 'scripts',
  does: 'Folders in which Python scripts find modules, from where the server was started.',
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
  signal.throwIfAborted();
  const interpreter = await pythonInterpreter(call.configuration(PYTHON_COMMAND.key)?.trim());
  const variables = call.python ?? {};
  const script: PythonScript = {
    source,
    variables,
    arguments: given,
    confidential: call.confidential === true,
    searchPath: searchPathOf(call),
    memory: MAX_MEMORY,
    seconds: Math.ceil(timeout / 1000) + GRACE,
  };
  const limits = { timeout, maxAnswer: MAX_VARIABLES };
  const answer = await runPythonProcess(interpreter, JSON.stringify(script), limits, signal);
  return checked(variables, changesOf(answer));
}

function searchPathOf({ configuration }: ConnectorCall): string[] {
  const folders = (configuration(SEARCH_PATH.key) ?? '').split(',').map((folder) => folder.trim());
  return folders.filter((folder) => folder !== '').map((folder) => resolve(folder));
}

function changesOf(answer: string): PythonChanges {
  if (answer === '') throw scriptFailed('The script ended without a result.');
  const outcome = JSON.parse(answer) as PythonOutcome;
  if ('changes' in outcome) return outcome.changes;
  if (outcome.memory) throw neededTooMuchMemory(MAX_MEMORY);
  throw scriptFailed(`The script failed: ${outcome.error}`);
}

/** @throws CallFailure `response-too-large` when the run would keep too much */
function checked(variables: PythonVariables, changes: PythonChanges): PythonChanges {
  if (JSON.stringify({ ...variables, ...changes }).length <= MAX_VARIABLES) return changes;
  throw leftTooMuch(`The scripts of this run leave more than ${MAX_VARIABLES} characters of variables.`);
}
