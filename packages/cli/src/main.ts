import { Command, CommanderError } from 'commander';
import { graphCommand } from './commands/graph.js';
import { runCommand } from './commands/run.js';
import { serveCommand } from './commands/serve.js';
import { validateCommand } from './commands/validate.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

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
  for (const command of [serveCommand, runCommand, validateCommand, graphCommand]) {
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
