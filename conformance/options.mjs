import { parseArgs } from 'node:util';

/** What `--help` prints. */
export const usage = `npm run conformance -- FOLDER [--json FILE] [--case ID]… [--feature TAG]…

Runs the cases of FOLDER/expectations.yaml, each against an \`orchestrator serve\` of its own, over HTTP.

  --json FILE     also writes the outcome of every case to FILE
  --case ID       runs only this case; may be given several times
  --feature TAG   runs only cases with this tag; may be given several times
  --in-process    runs the applications in this process, without a network
  --skipped       lists the cases that are left out, with the reason
  --help          prints this text

Exit code: 0 when nothing failed, 1 when a case failed, 2 when the command itself is wrong.`;

/** The command line cannot be understood; the message says what to change. */
export class UsageError extends Error {}

/**
 * Reads the command line.
 *
 * @param {readonly string[]} args
 * @throws UsageError
 */
export function readOptions(args) {
  const { values, positionals } = parse(args);
  if (values.help) return { help: true };
  const [folder, ...more] = positionals;
  if (folder === undefined) throw new UsageError('Name the folder that holds expectations.yaml.');
  if (more.length > 0) throw new UsageError(`One folder at a time: ${more.join(', ')} is too much.`);
  return {
    help: false,
    folder,
    json: values.json,
    cases: values.case ?? [],
    features: values.feature ?? [],
    inProcess: values['in-process'] ?? false,
    listSkipped: values.skipped ?? false,
  };
}

function parse(args) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'string' },
        case: { type: 'string', multiple: true },
        feature: { type: 'string', multiple: true },
        'in-process': { type: 'boolean' },
        skipped: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error.message);
  }
}
