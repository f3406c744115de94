import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Command, Option } from 'commander';
import type { JsonObject, Program } from '@orchestrator/definition';
import type { CheckedDocument } from '../documents/check.js';
import { workflowsFolderOf } from '../documents/workflows-folder.js';
import { styleFor } from '../report/style.js';
import { summarise } from '../report/summary.js';
import { textReport } from '../report/text-report.js';
import { execute, violationsText } from '../run/execute.js';
import type { Outcome } from '../run/follow.js';
import { withSubflows } from '../run/gather.js';
import { readInput } from '../run/input.js';
import { runReport, runTable } from '../run/outcome-report.js';
import type { RunReport } from '../run/outcome-report.js';
import { RunLog } from '../run/run-log.js';
import { staged } from '../run/stage.js';
import { logger, logOptions } from '../runtime/log.js';
import type { LogOptions } from '../runtime/log.js';
import { open } from '../runtime/open.js';
import { runtimeOptions, SETTINGS_HELP, withRuntimeOptions } from '../runtime/runtime-options.js';
import type { RuntimeGiven } from '../runtime/runtime-options.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { existingFolder, resourceMap, rootOption } from './options.js';

interface Options extends RuntimeGiven, LogOptions {
  readonly root?: string;
  readonly input?: string;
  readonly json?: true;
}

/** What the command ends with. */
const COMPLETED = 0;
const FAILED = 1;
const REFUSED = 2;
const WAITS = 3;

const HELP = `${SETTINGS_HELP}

Standard error shows the states and actions as they are entered (>) and left (<), standard output what came of the run.
Everything is in memory and gone at the end, and no other workflow of the folder is started. Ctrl-C aborts the run.

--json prints one object:
  { "id": "…", "state": "COMPLETED", "data": { … } }
"state" is COMPLETED, ERROR, ABORTED, or ACTIVE for a run that waits. A failed run has also
  "error": { "code": "…", "message": "…", "node": "the state or action that failed" }
and one that waits
  "waitingFor": [ { "node": "…", "events": ["types of events"], "due": "when it goes on by itself" } ]

Examples:
  $ orchestrator run workflows/greeting/greeting.sw.yaml --input '{"name": "Ada"}'
  $ orchestrator run greeting.sw.yaml --input @input.json --json > result.json
  $ orchestrator run pets.sw.yaml --set quarkus.rest-client.pets_yaml.url=http://localhost:3000

Exit code: 0 when the run has completed; 1 when it failed or was aborted, or when a document has errors; 2 when it could not
be started, for instance because the input does not fit its schema; 3 when it waits for an event or a timer.`;

/** `orchestrator run FILE`: runs a workflow to its end or its first wait. */
export function runCommand(terminal: Terminal, end: (code: number) => void): Command {
  const command = new Command('run')
    .summary('run a workflow once, in the terminal')
    .description('Runs a workflow until it ends, fails, or waits for an event or a timer.')
    .argument('<file>', 'the document; its subflows are looked for beside it')
    .option('--input <json>', 'the data to start with: a JSON object, or @FILE with one')
    .addOption(new Option('--json', 'print an object for programs, see below'))
    .addOption(rootOption());
  withRuntimeOptions(command);
  for (const option of logOptions('warn')) command.addOption(option);
  return command.addHelpText('after', HELP).action(async (given: string, options: Options) => {
    end(await run(given, options, terminal));
  });
}

async function run(given: string, options: Options, terminal: Terminal): Promise<number> {
  const { cwd } = terminal;
  const input = await readInput(options.input, cwd);
  const file = path.resolve(cwd, given);
  const info = await stat(file).catch(() => undefined);
  if (!info?.isFile()) throw new UsageError(`There is no file ${given}; correct the path.`);
  const root =
    options.root === undefined
      ? await workflowsFolderOf(given, cwd)
      : await existingFolder(options.root, cwd, '--root');
  const documents = await documentsOf(file, root, options, cwd);
  if (documents.some(({ findings }) => findings.length > 0))
    terminal.err(await textReport(documents, cwd, styleFor(false)));
  const programs = documents.flatMap(({ program }) => program ?? []);
  const [first] = programs;
  if (!first || summarise(documents).errors > 0) return FAILED;
  return staged(programs, root, (folder) => runStaged(folder, first, input, options, terminal));
}

async function documentsOf(
  file: string,
  root: string,
  { resourceMap: entries = [], fetchResources = false, dialect }: Options,
  cwd: string,
): Promise<readonly CheckedDocument[]> {
  const map = await resourceMap(entries, cwd);
  return withSubflows(file, { root, map, dialect, fetch: fetchResources });
}

async function runStaged(
  workflows: string,
  program: Program,
  input: JsonObject,
  options: Options,
  terminal: Terminal,
): Promise<number> {
  const log = new RunLog(logger(options, terminal, 'warn'));
  const orchestrator = await open({
    ...(await runtimeOptions(options, terminal.cwd)),
    workflows,
    database: { kind: 'pglite-memory' },
    logger: log,
  });
  log.opened();
  try {
    const outcome = await execute(orchestrator, program, input, terminal);
    if ('violations' in outcome) {
      terminal.err(violationsText(outcome.violations));
      return REFUSED;
    }
    const { json } = options;
    terminal.out(
      json ? jsonOf(runReport(outcome)) : runTable(outcome, Date.now(), styleFor(terminal.colours)),
    );
    return codeFor(outcome);
  } finally {
    await orchestrator.close();
  }
}

function codeFor({ run: { state } }: Outcome): number {
  if (state === 'COMPLETED') return COMPLETED;
  return state === 'ACTIVE' ? WAITS : FAILED;
}

function jsonOf(report: RunReport): string {
  return `${JSON.stringify(report, null, 2)}\n`;
}
