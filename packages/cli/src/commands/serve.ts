import { Command, InvalidArgumentError, Option } from 'commander';
import { logger } from '../serve/log.js';
import { orchestratorOptions } from '../serve/server-options.js';
import type { ServeOptions } from '../serve/server-options.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { dialectOption, existingFolder, resourceMapOption } from './options.js';

/** Codes of errors about how the server was started; their messages say what to change. */
const START_ERRORS = /^(address-|store-|database-|invalid-|schema-)/;

/** `orchestrator serve [FOLDER]`: runs the workflows of a folder until it is told to stop. */
export function serveCommand(terminal: Terminal, end: (code: number) => void): Command {
  return new Command('serve')
    .summary('run the workflows of a folder')
    .description(
      'Runs the workflows of a folder and serves their HTTP API. Ctrl-C stops it; runs go on at the next start.',
    )
    .argument(
      '[folder]',
      'the workflows folder; changes of its documents are taken over at once',
      'workflows',
    )
    .option('--port <number>', 'port to listen on, 0 takes a free one', portNumber, 8080)
    .option('--host <name>', 'address to listen on', '127.0.0.1')
    .option(
      '--allow-unauthenticated',
      'listen on an address that other machines reach, although nobody is asked for credentials',
    )
    .addOption(
      new Option('--data <dir>', 'folder of the embedded database')
        .default('.data/engine')
        .conflicts(['databaseUrl', 'memory']),
    )
    .addOption(
      new Option('--database-url <url>', 'a PostgreSQL server instead of the embedded database').env(
        'DATABASE_URL',
      ),
    )
    .addOption(
      new Option('--memory', 'keep everything in memory; it is gone at the end').conflicts('databaseUrl'),
    )
    .option('--service-url <url>', 'address under which others reach this server')
    .option('--profile <name>', 'whose %profile. settings count', 'prod')
    .option('--set <key=value>', 'a setting that counts more than any other (can be repeated)', collect)
    .option(
      '--config <file>',
      'settings for all workflows: a .properties or .yaml file, or a folder with a file for each key (can be repeated)',
      collect,
    )
    .option(
      '--functions <file>',
      'a .js or .ts file whose default export maps operations to functions (can be repeated)',
      collect,
    )
    .addOption(resourceMapOption())
    .option('--fetch-resources', 'fetch documents that workflows refer to by address')
    .addOption(dialectOption())
    .addOption(
      new Option('--log-level <level>', 'the least important lines to write')
        .choices(['error', 'warn', 'info', 'debug'])
        .default('info'),
    )
    .addOption(
      new Option('--log-format <format>', 'how to write them').choices(['text', 'json']).default('text'),
    )
    .addHelpText(
      'after',
      `
Settings of the server itself, by --set, the environment or --config:
  orchestrator.egress.allow             hosts, *.domains, addresses and networks that may be called, with commas
  orchestrator.http.ca-files            PEM files of authorities to trust besides the usual ones
  orchestrator.http.proxy               proxy for calls over HTTP, not for gRPC
  orchestrator.http.timeout             milliseconds that a call may take
  orchestrator.http.max-response-bytes  bytes that an answer may have

Examples:
  $ orchestrator serve workflows
  $ orchestrator serve --port 9000 --set quarkus.rest-client.pets_yaml.url=http://localhost:3000
  $ orchestrator serve --database-url postgres://localhost/orchestrator --config /etc/orchestrator`,
    )
    .action(async (given: string, options: ServeOptions) => {
      const workflows = await existingFolder(given, terminal.cwd, 'serve');
      await serve(workflows, options, terminal);
      end(0);
    });
}

async function serve(workflows: string, options: ServeOptions, terminal: Terminal): Promise<void> {
  const log = logger(options, terminal);
  // Loaded here, so that the other commands stay quick.
  const { openOrchestrator } = await import('@orchestrator/server');
  const given = await orchestratorOptions(workflows, options, terminal.cwd);
  const stopped = terminal.untilStopped();
  const orchestrator = await openOrchestrator({ ...given, logger: log }).catch(explained);
  try {
    const { url } = await orchestrator.listen(addressOf(options)).catch(explained);
    log.info(`Ready: ${url}`);
    await stopped;
    log.info('Stopping; runs go on at the next start.');
  } finally {
    await orchestrator.close();
  }
}

function addressOf({ host, port, allowUnauthenticated = false }: ServeOptions) {
  return { host, port, allowUnauthenticated };
}

/** Errors of the operator are told as sentences, the others as what they are. */
function explained(error: unknown): never {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (error instanceof Error && (START_ERRORS.test(code) || error.name.startsWith('Store'))) {
    throw new UsageError(error.message);
  }
  throw error;
}

function collect(value: string, former: readonly string[] | undefined): readonly string[] {
  return [...(former ?? []), value];
}

function portNumber(value: string): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('It must be a number from 0 to 65535.');
}
