import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withServer } from '../orchestrator/server.mjs';
import { sample, withWorkflows } from '../orchestrator/workflows.mjs';
import { withTemporaryFolder } from '../processes/temporary-folder.mjs';
import { cpuSeconds, residentMb } from '../processes/usage.mjs';

const DEFINITIONS = 100;

/** Starts after the first one; the best counts. */
const REPEATED = 5;

/** Milliseconds after the first run at which memory is looked at. */
const SETTLED = 1_000;

/** How long `orchestrator serve` takes from its beginning to its first completed run. */
export function starts({ postgres }) {
  const documents = Array.from({ length: DEFINITIONS }, (_, at) => [`sample-${at}`, sample(at)]);
  return withWorkflows(Object.fromEntries(documents), async (workflows) => [
    ...(await postgres.withDatabase((url) =>
      startsOn('PostgreSQL', ['--workflows', workflows, '--database-url', url]),
    )),
    ...(await withTemporaryFolder('pglite', (folder) =>
      startsOn('PGlite', ['--workflows', workflows, '--data-dir', join(folder, 'data')]),
    )),
  ]);
}

async function startsOn(database, args) {
  const first = await startOnce(args);
  const again = [];
  for (let at = 0; at < REPEATED; at++) again.push(await startOnce(args));
  const best = (name) => Math.min(...again.map((row) => row[name]));
  return [
    { row: `${database}, first start`, ...first },
    {
      row: `${database}, next starts`,
      milliseconds: best('milliseconds'),
      cpuMilliseconds: best('cpuMilliseconds'),
      residentMb: best('residentMb'),
    },
  ];
}

async function startOnce(args) {
  const begin = performance.now();
  return withServer(args, async ({ url, pid }) => {
    const answer = await fetch(`${url}/sample-0`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const milliseconds = performance.now() - begin;
    const cpuMilliseconds = 1000 * cpuSeconds(pid);
    const text = await answer.text();
    if (answer.status !== 201) throw new Error(`The first run was answered with ${answer.status}: ${text}`);
    await pause(SETTLED);
    return { milliseconds, cpuMilliseconds, residentMb: residentMb(pid) };
  });
}
