import { parseArgs } from 'node:util';
import { Failure } from './failure.mjs';
import { fromCaller, inRoot } from './paths.mjs';

export const help = `Starts the portal: Backstage with the Orchestrator and its workflow engine, in one process.

  npm start                            installs and builds what is needed, then serves http://localhost:7007
  npm start -- --port 7100             on another port
  npm start -- --workflows ~/my-flows  with your own workflows, one folder for each
  npm start -- --database-url postgres://user:password@localhost:5432/postgres
                                       keeps everything in PostgreSQL; the user must be allowed to create databases

Options
  --port <n>            port of the portal (7007)
  --runtime-port <n>    port of the runtime API, for callbacks and other clients (8080)
  --workflows <folder>  where the workflow definitions are (workflows)
  --data-dir <folder>   where state and logs are kept (.data)
  --database-url <url>  PostgreSQL instead of the embedded databases
  --help                this text

Ctrl-C stops the portal. What runs then goes on at the next start.
`;

const known = {
  port: { type: 'string' },
  'runtime-port': { type: 'string' },
  workflows: { type: 'string' },
  'data-dir': { type: 'string' },
  'database-url': { type: 'string' },
  help: { type: 'boolean' },
};

/** Reads the command line. Throws a Failure that names the option which is wrong. */
export function readOptions(argv) {
  const values = parse(argv);
  const options = {
    help: values.help ?? false,
    port: port('--port', values.port, 7007),
    runtimePort: port('--runtime-port', values['runtime-port'], 8080),
    workflows: values.workflows ? fromCaller(values.workflows) : inRoot('workflows'),
    dataDir: values['data-dir'] ? fromCaller(values['data-dir']) : inRoot('.data'),
    databaseUrl: databaseUrl(values['database-url']),
  };
  if (options.port === options.runtimePort) {
    throw new Failure(`--port and --runtime-port are both ${options.port}. Give them different numbers.`);
  }
  return options;
}

function parse(argv) {
  try {
    return parseArgs({ args: argv, options: known, allowPositionals: false }).values;
  } catch (error) {
    const [sentence] = error.message.split('. To specify');
    throw new Failure(`${sentence.replace(/\.$/, '')}. Run npm start -- --help for all options.`);
  }
}

function port(name, text, otherwise) {
  if (text === undefined) return otherwise;
  const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= 65_535) return number;
  throw new Failure(`${name} ${text} is not a port. Give a number from 1 to 65535.`);
}

function databaseUrl(text) {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && ['postgres:', 'postgresql:'].includes(url.protocol) && url.hostname) return text;
  // The text itself may hold a password and is not repeated.
  throw new Failure(
    '--database-url is not the address of a PostgreSQL server. It looks like postgres://user:password@host:5432/database.',
  );
}
