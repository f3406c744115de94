import { existsSync } from 'node:fs';
import { query } from '../database/postgres.mjs';
import { inTurns } from '../load/in-turns.mjs';
import { measured } from '../load/measured.mjs';
import { withTarget } from '../load/target.mjs';
import { threeStep, withWorkflows } from '../orchestrator/workflows.mjs';
import { withRestate } from '../peers/restate-server.mjs';
import { withChild } from '../processes/child.mjs';
import { withHttp, withInProcess } from './engine-rows.mjs';
import { CONCURRENCIES } from './three-step.mjs';

const DBOS = new URL('../peers/dbos.process.mjs', import.meta.url);
const RESTATE = new URL('../peers/restate-service.process.mjs', import.meta.url);
const HTTP_LOAD = new URL('../load/http-load.process.mjs', import.meta.url);

/** Steps by the name that the workflow has. */
const STEPS = { zero: 0, three: 3 };

/** How many runs without steps are under way at once. */
const ZERO_STEP = [1, 16, 64];

/** How many runs are under way at once when the engines take turns. */
const CONTEST = 64;

/** Whether `npm ci --prefix bench/peers` has been done. */
export const peersInstalled = () => existsSync(new URL('../peers/node_modules', import.meta.url));

/** The same runs on other engines, with the same load and the same called service; in the end all engines take turns. */
export function peerRows(bench) {
  return withTarget((target) =>
    withDbos({ ...bench, target }, (dbos, checkDbos) =>
      withRestateEngine({ ...bench, target }, async (restate) => {
        const dbosRows = await alone(dbos, bench);
        const restateRows = await alone(restate, bench);
        const loads = [
          (seconds) => dbos('three', CONTEST, seconds),
          (seconds) => restate('three', CONTEST, seconds),
        ];
        const [dbosRow, restateRow, ...ours] = await withOurs({ ...bench, target }, loads);
        await checkDbos([...dbosRows, dbosRow]);
        const rows = [...dbosRows, ...restateRows, ...ours, dbosRow, restateRow];
        await target.expect(calls(rows));
        return rows;
      }),
    ),
  );
}

async function alone(load, { seconds }) {
  const rows = [];
  for (const concurrency of ZERO_STEP) rows.push(await load('zero', concurrency, seconds));
  for (const concurrency of CONCURRENCIES.filter((count) => count !== CONTEST))
    rows.push(await load('three', concurrency, seconds));
  return rows;
}

/** Lets these loads and both ways to use ours take turns. All are there all the time, idle while another is measured. */
function withOurs({ postgres, seconds, target }, others) {
  return withWorkflows({ three: threeStep(target.url) }, (workflows) => {
    const runs = { postgres, workflows, workflowId: 'three', data: { order: 7 } };
    return withInProcess({ ...runs, row: '3-step, in process' }, (embedded, checkEmbedded) =>
      withHttp({ ...runs, row: '3-step, over HTTP' }, async (served, checkServed) => {
        const ours = [embedded, served].map((load) => (time) => load(CONTEST, time));
        const rows = await inTurns([...others, ...ours].map((load) => () => load(seconds)));
        const [embeddedRow, servedRow] = rows.slice(others.length);
        await checkEmbedded([embeddedRow]);
        await checkServed([servedRow]);
        return rows;
      }),
    );
  });
}

/** DBOS on the same PostgreSQL server, started in its own process as it is meant to be. */
function withDbos({ postgres, target }, work) {
  return postgres.withDatabase((url) =>
    withChild(DBOS, async (dbos) => {
      await dbos.ask({ name: 'open', url, target: target.url });
      const load = (workflow, concurrency, seconds) =>
        measured({ row: `DBOS ${STEPS[workflow]}-step, in process`, tested: [dbos.pid], postgres }, () =>
          dbos.ask({ name: 'load', workflow, concurrency, seconds }),
        );
      return work(load, (rows) => doneByDbos(url, rows));
    }),
  );
}

async function doneByDbos(url, rows) {
  const [{ done }] = await query(
    url,
    "select count(*)::int as done from dbos.workflow_status where status = 'SUCCESS'",
  );
  const all = rows.reduce((sum, row) => sum + row.all, 0);
  if (done !== all) throw new Error(`DBOS answered ${all} workflows, but ${done} are stored as done.`);
}

/** A Restate server with its own storage, started over HTTP as it is meant to be. It and its services count together. */
function withRestateEngine({ target }, work) {
  return withChild(RESTATE, (service) =>
    withRestate((restate) =>
      withChild(HTTP_LOAD, async (clients) => {
        await restate.register(await service.ask({ name: 'listen', target: target.url }));
        const request = { name: 'post', body: { order: 7 }, status: 200 };
        const load = (workflow, concurrency, seconds) =>
          measured(
            { row: `Restate ${STEPS[workflow]}-step, over HTTP`, tested: [restate.pid, service.pid] },
            () => clients.ask({ ...request, url: `${restate.url}/runs/${workflow}`, concurrency, seconds }),
          );
        return work(load);
      }),
    ),
  );
}

const calls = (rows) =>
  rows.filter(({ row }) => row.includes('3-step')).reduce((sum, { all }) => sum + 3 * all, 0);
