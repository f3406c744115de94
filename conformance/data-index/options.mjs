import { parseArgs } from 'node:util';
import { UsageError } from '../options.mjs';

/** What `--help` prints. */
export const usage = `npm run data-index-suite -- FILE.yaml [--json FILE] [--database-url URL]

Starts an empty \`orchestrator serve\`, posts the events of FILE.yaml to it, sends the GraphQL requests of the file and
compares the answers with those that it expects.

  --json FILE           also writes the outcome of every request to FILE
  --database-url URL    keeps the data in this PostgreSQL, which has to be empty; else it is kept in a new PGlite
  --help                prints this text

Exit code: 0 when nothing failed, 1 when a request failed, 2 when the command itself is wrong.`;

/**
 * Reads the command line.
 *
 * @param {readonly string[]} args
 * @throws UsageError
 */
export function readOptions(args) {
  const { values, positionals } = parse(args);
  if (values.help) return { help: true };
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError('Name the file that holds the requests.');
  if (more.length > 0) throw new UsageError(`One file at a time: ${more.join(', ')} is too much.`);
  return { help: false, file, json: values.json, databaseUrl: values['database-url'] };
}

function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        'database-url': { type: 'string' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error.message);
  }
}
