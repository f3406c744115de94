import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { PYTHON_CHANNEL, PYTHON_HARNESS } from './python-harness.js';
import { givenUp, leftTooMuch, scriptFailed, tookTooLong } from './script-failure.js';

/** Variables of the server's environment that Python gets: where Windows is, and the time zone. */
const PASSED_ON = ['SYSTEMROOT', 'TZ'];

/** `-I` reads nothing from the environment, the folder and the user's packages; `-B` writes no byte code. */
const OPTIONS = ['-I', '-B', '-X', 'utf8', '-c', PYTHON_HARNESS];

/** Bounds of one process. */
export interface ProcessLimits {
  /** Milliseconds. */
  readonly timeout: number;
  /** Characters of the answer. */
  readonly maxAnswer: number;
}

/**
 * Runs the harness in a process of its own, in an empty folder and with next to no environment, and gives its answer. The
 * process, and all that it has started, ends with the call.
 *
 * @param interpreter - file of the interpreter
 * @param input - what the harness reads
 * @throws CallFailure `function-failed`, `timeout` or `response-too-large`
 */
export async function runPythonProcess(
  interpreter: string,
  input: string,
  limits: ProcessLimits,
  signal: AbortSignal,
): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'orchestrator-script-'));
  try {
    if (signal.aborted) throw givenUp();
    return await answerOf(start(interpreter, folder), input, limits, signal);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

function start(interpreter: string, folder: string): ChildProcess {
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return spawn(interpreter, OPTIONS, {
    cwd: folder,
    env: { ...Object.fromEntries(passedOn), HOME: folder, TMPDIR: folder, TEMP: folder, TMP: folder },
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
    // A group of its own, so that what the script starts can be ended with it.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
}

function answerOf(
  child: ChildProcess,
  input: string,
  { timeout, maxAnswer }: ProcessLimits,
  signal: AbortSignal,
): Promise<string> {
  return new Promise<string>((resolve, reject) => {
    const stop = () => settle(() => reject(givenUp()));
    const late = setTimeout(() => settle(() => reject(tookTooLong(timeout))), timeout);
    const settle = (outcome: () => void) => {
      clearTimeout(late);
      signal.removeEventListener('abort', stop);
      end(child);
      outcome();
    };
    signal.addEventListener('abort', stop, { once: true });
    collect(child, maxAnswer, {
      done: (answer) => settle(() => resolve(answer)),
      tooLarge: () =>
        settle(() => reject(leftTooMuch(`Python gives back more than ${maxAnswer} characters.`))),
    });
    child.once('error', (error) => settle(() => reject(scriptFailed('The script could not be run.', error))));
    // One that ends before it has read everything says by its answer what is wrong.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

function collect(
  child: ChildProcess,
  maxAnswer: number,
  { done, tooLarge }: { readonly done: (answer: string) => void; readonly tooLarge: () => void },
): void {
  const channel = child.stdio[PYTHON_CHANNEL];
  if (!(channel instanceof Readable)) return;
  let answer = '';
  channel.setEncoding('utf8');
  channel.on('data', (part: string) => {
    answer += part;
    if (answer.length > maxAnswer) tooLarge();
  });
  channel.once('error', () => done(answer));
  channel.once('end', () => done(answer));
}

/** Ends the process and its group; both may have ended already. */
function end(child: ChildProcess): void {
  child.stdio[PYTHON_CHANNEL]?.destroy();
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    child.kill('SIGKILL');
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // Nobody of the group is left.
  }
}
