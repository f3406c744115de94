// `npm run data-index-suite -- FILE.yaml`: runs the requests of a file against a fresh server. `--help` tells the options.
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { ServedApplication } from './application/served.mjs';
import { readOptions, usage } from './data-index/options.mjs';
import { runFile } from './data-index/run-file.mjs';
import { UsageError } from './options.mjs';
import { countLine, writeJson } from './report.mjs';

/** Runs what the command line asks for and answers the exit code. */
async function main(args) {
  const options = readOptions(args);
  if (options.help) {
    console.log(usage);
    return 0;
  }
  const file = await readRequests(options.file);
  const outcomes = await onFreshServer(options.databaseUrl, (application) => runFile(application, file));
  for (const { id, title, outcome, problems } of outcomes)
    console.log([`${outcome} ${id} ${title}`, ...problems.map((problem) => `  ${problem}`)].join('\n'));
  if (options.json !== undefined) await writeJson(options.json, outcomes);
  console.log(countLine(outcomes));
  return outcomes.every(({ outcome }) => outcome === 'passed') ? 0 : 1;
}

/** @throws UsageError */
async function readRequests(name) {
  const text = await readFile(name, 'utf8').catch((error) => {
    throw new UsageError(`${name} can't be read: ${error.message}`);
  });
  const file = parse(text, { maxAliasCount: -1 });
  if (!Array.isArray(file?.requests) || file.requests.length === 0)
    throw new UsageError(`${name} has to hold a list of requests.`);
  return file;
}

async function onFreshServer(databaseUrl, work) {
  const folder = await mkdtemp(path.join(tmpdir(), 'data-index-suite-'));
  const workflows = path.join(folder, 'workflows');
  await mkdir(workflows);
  await writeFile(path.join(folder, 'shared.properties'), '');
  const database = databaseUrl === undefined ? ['--data-dir', 'memory'] : ['--database-url', databaseUrl];
  const application = new ServedApplication({ workflows, environment: {}, database }, folder);
  try {
    await application.start();
    return await work(application);
  } finally {
    await application.close();
  }
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = 2;
}
