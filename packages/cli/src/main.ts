import { Command, CommanderError } from 'commander';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

/** Makes a command, given what to do with its exit code. */
type CommandOf = (terminal: Terminal, end: (code: number) => void) => Command;

/** All commands, in the order of the help. Each is loaded by itself, so that what one of them needs slows none of the others. */
const COMMANDS: ReadonlyMap<string, () => Promise<CommandOf>> = new Map([
  ['serve', async () => (await import('./commands/serve.js')).serveCommand],
  ['run', async () => (await import('./commands/run.js')).runCommand],
  ['validate', async () => (await import('./commands/validate.js')).validateCommand],
  ['graph', async () => (await import('./commands/graph.js')).graphCommand],
]);

/** What a command ends with; the process's exit code. */
const OK = 0;
const USAGE = 2;

/**
 * Runs a command line.
 *
 * @param args - the words after `orchestrator`
 * @returns the exit code: 0; 1 when documents have errors or a run failed; 2 for a command line that cannot be carried out; 3
 * when a run waits
 */
export async function main(args: readonly string[], terminal: Terminal): Promise<number> {
  let code = OK;
  const program = new Command('orchestrator')
    .description('Runs, checks and draws workflows.')
    .helpCommand(false)
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.err(text),
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.columns,
      getOutHasColors: () => terminal.colours,
    })
    .showSuggestionAfterError()
    .exitOverride();
  const named = COMMANDS.get(args[0] ?? '');
  for (const load of named ? [named] : COMMANDS.values()) {
    const command = await load();
    program.addCommand(
      command(terminal, (result) => {
        code = result;
      }).copyInheritedSettings(program),
    );
  }
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? OK : USAGE;
    if (!(error instanceof UsageError)) throw error;
    terminal.err(`error: ${error.message}\n`);
    return USAGE;
  }
}
