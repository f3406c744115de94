// `npm run conformance -- FOLDER`: runs the cases of a corpus folder. `--help` tells the options.
import { inProcess } from './application/in-process.mjs';
import { served } from './application/served.mjs';
import { readCases, selectCases } from './corpus.mjs';
import { readOptions, usage, UsageError } from './options.mjs';
import { countLine, describeFailure, describeSkipped, writeJson } from './report.mjs';
import { runCase } from './run-case.mjs';
import { reasonToSkip } from './scope.mjs';

/** Cases that run at the same time: most of their time is spent waiting for timers. */
const CONCURRENCY = 4;

/** After how many cases it is told how far the run is. */
const PROGRESS = 25;

/** Runs what the command line asks for and answers the exit code. */
async function main(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const cases = selectCases(await readCases(options.folder), options);
  const outcomes = await runAll(options, cases);
  for (const line of describeSkipped(outcomes, { withIds: options.listSkipped })) console.log(line);
  if (options.json !== undefined) await writeJson(options.json, outcomes);
  console.log(countLine(outcomes));
  return outcomes.some(({ outcome }) => outcome === 'failed') ? 1 : 0;
}

/** The outcome of every case, in the order of the cases. */
async function runAll({ folder, inProcess: here }, cases) {
  const host = here ? inProcess() : served();
  const outcomes = new Array(cases.length);
  const queue = cases.entries();
  let done = 0;
  const worker = async () => {
    for (const [index, entry] of queue) {
      outcomes[index] = await outcomeOf(host, folder, entry);
      if (outcomes[index].outcome === 'failed') console.log(`${describeFailure(outcomes[index])}\n`);
      done += 1;
      if (done % PROGRESS === 0) console.error(`${done} of ${cases.length} cases`);
    }
  };
  try {
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  } finally {
    await host.close();
  }
  return outcomes;
}

async function outcomeOf(host, folder, entry) {
  const reason = reasonToSkip(entry);
  return reason === undefined ? runCase(host, folder, entry) : { id: entry.id, outcome: 'skipped', reason };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
