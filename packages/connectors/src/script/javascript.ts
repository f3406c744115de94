import { Worker } from 'node:worker_threads';
import type { Json, JsonObject } from '@orchestrator/definition';
import type { CallFailure } from '../call-failure.js';
import { givenUp, leftTooMuch, neededTooMuchMemory, scriptFailed, tookTooLong } from './script-failure.js';
import type { SandboxedScript, SandboxOutcome } from './script-worker.js';

/** Megabytes that the objects of a script may take. */
const MAX_MEMORY = 64;

/** Characters of a result. */
const MAX_RESULT = 10_000_000;

/**
 * Runs a script in JavaScript and gives the value of its last expression or of its `return`.
 *
 * @param variables - global variables of the script
 * @param timeout - milliseconds
 * @throws CallFailure `function-failed` with what the script threw, `timeout` or `response-too-large`
 */
export async function runJavaScript(
  source: string,
  variables: JsonObject,
  timeout: number,
  signal: AbortSignal,
): Promise<Json> {
  signal.throwIfAborted();
  const worker = new Worker(workerFile(), {
    workerData: { source, variables: JSON.stringify(variables) } satisfies SandboxedScript,
    // Nothing of the server's environment and options gets into the thread.
    env: {},
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MAX_MEMORY, maxYoungGenerationSizeMb: MAX_MEMORY / 4 },
  });
  try {
    return valueOf(await outcomeOf(worker, timeout, signal));
  } finally {
    await worker.terminate();
  }
}

function outcomeOf(worker: Worker, timeout: number, signal: AbortSignal): Promise<SandboxOutcome> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(tookTooLong(timeout)), timeout);
    const stop = () => reject(givenUp());
    signal.addEventListener('abort', stop, { once: true });
    const settle = () => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
    };
    worker.once('message', (outcome: SandboxOutcome) => resolve(outcome));
    worker.once('error', (error: Error) => reject(brokeDown(error)));
    worker.once('exit', () => {
      settle();
      reject(scriptFailed('The script ended without a result.'));
    });
  });
}

function valueOf(outcome: SandboxOutcome): Json {
  if ('error' in outcome) throw scriptFailed(`The script failed: ${outcome.error}`);
  if (outcome.json.length <= MAX_RESULT) return JSON.parse(outcome.json) as Json;
  throw leftTooMuch(`The script's result has more than ${MAX_RESULT} characters.`);
}

/** Beside this file, in the same form: `.js` in dist, `.ts` in src. */
function workerFile(): URL {
  return new URL(`./script-worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url);
}

function brokeDown(error: Error & { readonly code?: string }): CallFailure {
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') return neededTooMuchMemory(MAX_MEMORY, error);
  return scriptFailed('The script could not be run.', error);
}
