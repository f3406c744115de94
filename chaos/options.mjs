import { parseArgs } from 'node:util';

/** What `--help` prints. */
export const usage = `npm run chaos -- [--kills N] [--seed S] [--database pglite|postgres] [--minutes M] [--json FILE] [--keep]

Runs workflows while replicas are killed and frozen and the database is torn down, then checks that nothing was lost,
done twice or left undone. PostgreSQL is started for it, with two replicas; PGlite has one.

  --kills N      how often a replica is killed before everything comes to rest (default: 10)
  --seed S       decides which disturbances there are, when, and which load (default: 1); what is under way at these
                 moments is real time, and differs from run to run
  --database D   postgres (default) or pglite
  --minutes M    kills no more after so long, also when it were not N yet (default: no limit)
  --json FILE    also writes the summary and all violations to FILE
  --keep         keeps the folder with the logs of the replicas; it is kept anyway when something is violated
  --help         prints this text

Exit code: 0 when every promise was kept, 1 when one was broken, 2 when the command itself is wrong.`;

/** The command line cannot be understood; the message says what to change. */
export class UsageError extends Error {}

/**
 * Reads the command line.
 *
 * @param {readonly string[]} args
 * @throws UsageError
 */
export function readOptions(args) {
  const { help = false, ...given } = parse(args);
  if (help) return { help };
  const { kills = '10', seed = '1', database = 'postgres', minutes, json, keep = false } = given;
  if (database !== 'postgres' && database !== 'pglite')
    throw new UsageError(`--database is postgres or pglite, not ${database}.`);
  return {
    help,
    kills: natural('kills', kills),
    seed: natural('seed', seed),
    minutes: minutes === undefined ? Infinity : natural('minutes', minutes),
    database,
    json,
    keep,
  };
}

function natural(name, text) {
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} must be a whole number, not ${text}.`);
  return Number(text);
}

function parse(args) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        kills: { type: 'string' },
        seed: { type: 'string' },
        database: { type: 'string' },
        minutes: { type: 'string' },
        json: { type: 'string' },
        keep: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
    return values;
  } catch (error) {
    throw new UsageError(error.message);
  }
}
