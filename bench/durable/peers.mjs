import { existsSync } from 'node:fs';
import { query } from '../database/postgres.mjs';
import { withTarget } from '../load/target.mjs';
import { withRestate } from '../peers/restate-server.mjs';
import { withChild } from '../processes/child.mjs';
import { measured } from '../load/measured.mjs';
import { CONCURRENCIES } from './three-step.mjs';

const DBOS = new URL('../peers/dbos.process.mjs', import.meta.url);
const RESTATE = new URL('../peers/restate-service.process.mjs', import.meta.url);
const HTTP_LOAD = new URL('../load/http-load.process.mjs', import.meta.url);

/** Steps by the name that the workflow has. */
const STEPS = { zero: 0, three: 3 };

/** How many runs without steps are under way at once. */
const ZERO_STEP = [1, 16, 64];

/** Whether `npm ci --prefix bench/peers` has been done. */
export const peersInstalled = () => existsSync(new URL('../peers/node_modules', import.meta.url));

/** The same runs on other engines, with the same load and the same called service. */
export async function peerRows(bench) {
  return [...(await dbosRows(bench)), ...(await restateRows(bench))];
}

/** DBOS on the same PostgreSQL server, started in its own process as it is meant to be. */
function dbosRows({ postgres, seconds }) {
  return withTarget((target) =>
    postgres.withDatabase((url) =>
      withChild(DBOS, async (dbos) => {
        await dbos.ask({ name: 'open', url, target: target.url });
        const load = (workflow, concurrency) =>
          measured({ row: `DBOS ${STEPS[workflow]}-step, in process`, tested: [dbos.pid], postgres }, () =>
            dbos.ask({ name: 'load', workflow, concurrency, seconds }),
          );
        const rows = await plan(load);
        await target.expect(calls(rows));
        const [{ done }] = await query(
          url,
          "select count(*)::int as done from dbos.workflow_status where status = 'SUCCESS'",
        );
        const all = rows.reduce((sum, row) => sum + row.all, 0);
        if (done !== all) throw new Error(`DBOS answered ${all} workflows, but ${done} are stored as done.`);
        return rows;
      }),
    ),
  );
}

/** A Restate server with its own storage, started over HTTP as it is meant to be. It and its services count together. */
function restateRows({ seconds }) {
  return withTarget((target) =>
    withChild(RESTATE, (service) =>
      withRestate((restate) =>
        withChild(HTTP_LOAD, async (clients) => {
          await restate.register(await service.ask({ name: 'listen', target: target.url }));
          const load = (workflow, concurrency) =>
            measured(
              { row: `Restate ${STEPS[workflow]}-step, over HTTP`, tested: [restate.pid, service.pid] },
              () =>
                clients.ask({
                  name: 'post',
                  url: `${restate.url}/runs/${workflow}`,
                  body: { order: 7 },
                  status: 200,
                  concurrency,
                  seconds,
                }),
            );
          const rows = await plan(load);
          await target.expect(calls(rows));
          return rows;
        }),
      ),
    ),
  );
}

async function plan(load) {
  const rows = [];
  for (const concurrency of ZERO_STEP) rows.push(await load('zero', concurrency));
  for (const concurrency of CONCURRENCIES) rows.push(await load('three', concurrency));
  return rows;
}

const calls = (rows) =>
  rows.filter(({ row }) => row.includes(' 3-step')).reduce((sum, { all }) => sum + 3 * all, 0);
