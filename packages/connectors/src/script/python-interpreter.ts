import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { setting } from '@orchestrator/definition';
import { notRunnable } from './script-failure.js';

/** The setting that names an interpreter. */
export const PYTHON_COMMAND = setting({
  key: 'orchestrator.python.command',
  task: 'scripts',
  does: 'The interpreter of scripts and functions in Python, version 3.8 or newer.',
  value: 'a file, or a name on the search path of the server',
  default: '`python3`, then `python`',
  where: 'server',
  example: 'orchestrator.python.command=/usr/bin/python3.12',
});

const USUAL = ['python3', 'python'];

/** Milliseconds that an interpreter may take to tell about itself. */
const TIMEOUT = 10_000;

/** Prints the interpreter's own file, which needs neither a search path nor the variables of wrappers. */
const PROBE = 'import sys; print(sys.executable) if sys.version_info >= (3, 8) else sys.exit(1)';

const found = new Map<string, Promise<string>>();

/**
 * The file of the Python interpreter; looked for once for each command, and again when there was none.
 *
 * @param command - what a setting names instead of the usual commands
 * @throws CallFailure `no-function` when there is no Python 3.8 or newer
 */
export async function pythonInterpreter(command: string | undefined): Promise<string> {
  const commands = command === undefined || command === '' ? USUAL : [command];
  for (const each of commands) {
    const file = await fileOf(each).catch(() => '');
    if (file !== '') return file;
  }
  throw notRunnable(
    `"script:python" and "service:python" need Python 3.8 or newer, and ${commands.join(' and ')} is not there or is no such; install it, or name one with the setting ${PYTHON_COMMAND.key}.`,
  );
}

function fileOf(command: string): Promise<string> {
  const known = found.get(command);
  if (known) return known;
  const asked = ask(command);
  found.set(command, asked);
  asked.catch(() => found.delete(command));
  return asked;
}

async function ask(command: string): Promise<string> {
  const { stdout } = await promisify(execFile)(command, ['-I', '-c', PROBE], { timeout: TIMEOUT });
  return stdout.trim();
}
