import path from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { AccessToken, Address, Logger, OrchestratorOptions } from '@orchestrator/server';
import { logger, logOptions } from '../runtime/log.js';
import type { LogOptions } from '../runtime/log.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { codeOf, explained, open } from '../runtime/open.js';
import { existingFolder } from './options.js';
import { runtimeOptions, SETTINGS_HELP, withRuntimeOptions } from '../runtime/runtime-options.js';
import type { RuntimeGiven } from '../runtime/runtime-options.js';

/** Where workflows are when nobody says it. */
const WORKFLOWS = 'workflows';

interface Options extends RuntimeGiven, LogOptions {
  readonly workflows?: string;
  readonly port: number;
  readonly host: string;
  readonly tokenFile?: string;
  readonly insecure?: boolean;
  readonly dataDir: string;
  readonly databaseUrl?: string;
  readonly serviceUrl?: string;
}

const HELP = `${SETTINGS_HELP}

A token file is a list in YAML or JSON. Each client sends its token as "Authorization: Bearer TOKEN":
  - name: portal                 # the identity of the runs that it starts
    token: a long random text    # without spaces, in quotes; or sha256: its hash, 64 hexadecimal digits
    scopes: [operate]            # read: look; operate: also start and steer runs; admin: everything
Everything but /q/health then needs a token.

Examples:
  $ orchestrator serve
  $ orchestrator serve --workflows flows --data-dir memory --port 0
  $ orchestrator serve --port 9000 --set quarkus.rest-client.pets_yaml.url=http://localhost:3000
  $ orchestrator serve --database-url postgres://localhost/orchestrator --config /etc/orchestrator
  $ orchestrator serve --host 0.0.0.0 --token-file tokens.yaml`;

/** `orchestrator serve`: runs the workflows of a folder until it is told to stop. */
export function serveCommand(terminal: Terminal, end: (code: number) => void): Command {
  const command = new Command('serve')
    .summary('run the workflows of a folder')
    .description(
      'Runs the workflows of a folder and serves their HTTP API. Ctrl-C stops it once calls have ended, twice at once; runs go on at the next start.',
    )
    .argument('[folder]', 'the same as --workflows')
    .option(
      '--workflows <dir>',
      `the workflows folder, whose changes are taken over at once (default: "${WORKFLOWS}")`,
    )
    .option('--port <number>', 'port to listen on, 0 takes a free one', portNumber, 8080)
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option('--token-file <file>', 'ask clients for the tokens in this file, see below')
    .addOption(
      new Option(
        '--insecure',
        'listen on an address that other machines reach without asking anybody for credentials',
      ).conflicts('tokenFile'),
    )
    .addOption(
      new Option('--data-dir <dir>', 'folder of the embedded database, or "memory": gone at the end')
        .default('.data/engine')
        .conflicts('databaseUrl'),
    )
    .addOption(
      new Option('--database-url <url>', 'a PostgreSQL server instead of the embedded database').env(
        'DATABASE_URL',
      ),
    )
    .option('--service-url <url>', 'address under which others reach this server');
  withRuntimeOptions(command);
  for (const option of logOptions('info')) command.addOption(option);
  return command.addHelpText('after', HELP).action(async (folder: string | undefined, options: Options) => {
    const workflows = await workflowsOf(folder, options, terminal.cwd);
    await serve(workflows, options, terminal);
    end(0);
  });
}

function workflowsOf(folder: string | undefined, { workflows }: Options, cwd: string): Promise<string> {
  if (folder !== undefined && workflows !== undefined)
    throw new UsageError(
      'The workflows folder is named twice; leave out --workflows or the folder before it.',
    );
  return workflows === undefined
    ? existingFolder(folder ?? WORKFLOWS, cwd, 'serve')
    : existingFolder(workflows, cwd, '--workflows');
}

async function serve(workflows: string, options: Options, terminal: Terminal): Promise<void> {
  if (options.databaseUrl === undefined) {
    const { readyEmbeddedDatabase } = await import('@orchestrator/server');
    readyEmbeddedDatabase();
  }
  const common = await runtimeOptions(options, terminal.cwd);
  // Loaded here, so that the other commands stay quick.
  const { withLogSettings } = await import('../runtime/log-settings.js');
  const log = logger(withLogSettings(options, common), terminal, 'info');
  const given = { ...common, ...(await orchestratorOptions(workflows, options, terminal.cwd, log)) };
  const { host, port, insecure = false } = options;
  const address = { host, port, allowUnauthenticated: insecure };
  await checkHost(address, given);
  const stopped = terminal.untilStopped();
  const orchestrator = await open(given);
  try {
    const { url } = await orchestrator.listen(address).catch(explained);
    log.info(`Ready: ${url}`);
    await stopped;
    log.info('Stopping; runs go on at the next start. Calls on their way may end, unless you stop me again.');
    await Promise.race([orchestrator.drain(), terminal.untilStopped()]);
  } finally {
    await orchestrator.close();
  }
}

async function orchestratorOptions(
  workflows: string,
  options: Options,
  cwd: string,
  log: Logger,
): Promise<Omit<OrchestratorOptions, keyof Awaited<ReturnType<typeof runtimeOptions>>>> {
  const { serviceUrl, tokenFile } = options;
  const tokens = tokenFile === undefined ? [] : await tokensOf(tokenFile, cwd, log);
  return {
    workflows,
    database: databaseOf(options, cwd),
    logger: log,
    tokens,
    ...(serviceUrl !== undefined && { serviceUrl }),
  };
}

async function tokensOf(file: string, cwd: string, log: Logger): Promise<readonly AccessToken[]> {
  const { readTokens } = await import('../serve/token-file.js');
  return readTokens(file, cwd, (text) => log.warn(text));
}

function databaseOf({ databaseUrl, dataDir }: Options, cwd: string): OrchestratorOptions['database'] {
  if (databaseUrl !== undefined) return { kind: 'postgres', url: databaseUrl };
  return dataDir === 'memory'
    ? { kind: 'pglite-memory' }
    : { kind: 'pglite', dataDir: path.resolve(cwd, dataDir) };
}

/** @throws UsageError when other machines would reach the server without credentials */
async function checkHost(address: Address, options: OrchestratorOptions): Promise<void> {
  const { checkAddress } = await import('@orchestrator/server');
  try {
    await checkAddress(address, options);
  } catch (error) {
    if (codeOf(error) !== 'address-open') return explained(error);
    throw new UsageError(
      `On ${address.host} everybody who reaches this machine could start and abort runs. Name the tokens to ask for with --token-file FILE, or say --insecure if something else protects the server.`,
    );
  }
}

function portNumber(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}
