// `npm run chaos -- --kills N --seed S`: kills replicas while workflows run, and checks that nothing was lost. `--help`
// tells the options.
import { writeFile } from 'node:fs/promises';
import { Arena } from './arena.mjs';
import { check } from './checks/checks.mjs';
import { Disturber } from './disturbances/disturber.mjs';
import { Client } from './load/client.mjs';
import { Load } from './load/load.mjs';
import { readOptions, usage, UsageError } from './options.mjs';
import { Random } from './random.mjs';
import { describe, summarise } from './report.mjs';
import { comeToRest, readIndex } from './rest.mjs';

/** After how many kills it is told how far the run is. */
const PROGRESS = 10;

/** Runs what the command line asks for and answers the exit code. */
async function main(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const arena = await Arena.open(options);
  let violated = true;
  try {
    const { summary, violations } = await chaos(arena, options);
    violated = violations.length > 0;
    if (options.json)
      await writeFile(options.json, `${JSON.stringify({ ...summary, violations }, null, 2)}\n`);
    if (violated || options.keep) console.log(`The logs are in ${arena.folder}.`);
    console.log(describe(summary, violations).join('\n'));
    return violated ? 1 : 0;
  } finally {
    await arena.close();
    if (!violated && !options.keep) await arena.remove();
  }
}

async function chaos(arena, options) {
  const { ledger, database, replicas } = arena;
  const random = new Random(options.seed);
  const client = new Client(replicas, random.fork('client'));
  const load = new Load(client, random.fork('load'));
  const disturber = new Disturber(replicas, database, random.fork('disturbances'));
  const from = Date.now();
  load.start();
  await disturber.run(options, progress());
  await load.stop();
  const rest = await comeToRest({ client, load, ledger, database });
  const seconds = (Date.now() - from) / 1000;
  const index = await readIndex(client);
  await arena.stopReplicas();
  const record = {
    runs: load.runs,
    index,
    tables: await database.tables(),
    ledger: await ledger.entries(),
    crashes: replicas.flatMap(({ crashes }) => crashes),
    rest,
  };
  const findings = check(record);
  const served = replicas.flatMap((replica) => replica.served);
  const summary = summarise({ options, seconds, record, disturber, client, findings, served });
  return { summary: { ...summary, done: disturber.done }, violations: findings.violations };
}

/** Tells now and then how far the run is. */
function progress() {
  let told = 0;
  return (disturber) => {
    const kills = disturber.count('kill');
    if (kills < told + PROGRESS) return;
    told = kills;
    console.error(`${kills} kills`);
  };
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
