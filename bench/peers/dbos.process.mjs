// DBOS Transact in a process of its own, which also starts the workflows: it is a library, and embedding it is its usual form.
import { DBOS } from '@dbos-inc/dbos-sdk';
import { closedLoop } from '../load/closed-loop.mjs';
import { serveJobs } from '../processes/job.mjs';

/** Connections to the database: more than the 10 that DBOS takes by itself, so that 64 workflows at once need not queue. */
const POOL = 32;

// It tells of what its driver will no longer allow some day, which is no matter of a measurement.
process.noDeprecation = true;

let target;

/** What each step does: one call to the service. */
async function call(step, order) {
  const answer = await fetch(`${target}/${step}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ order }),
  });
  return answer.json();
}

const workflows = {
  zero: DBOS.registerWorkflow(async () => ({ done: true }), { name: 'zero' }),
  three: DBOS.registerWorkflow(
    async (order) => {
      const reserve = await DBOS.runStep(() => call('reserve', order), { name: 'reserve' });
      const charge = await DBOS.runStep(() => call('charge', order), { name: 'charge' });
      const ship = await DBOS.runStep(() => call('ship', order), { name: 'ship' });
      return { order, reserve, charge, ship };
    },
    { name: 'three' },
  ),
};

serveJobs(
  {
    async open({ url, target: service }) {
      target = service;
      DBOS.setConfig({
        name: 'bench',
        systemDatabaseUrl: url,
        systemDatabasePoolSize: POOL,
        logLevel: 'error',
      });
      await DBOS.launch();
    },
    load({ workflow, ...load }) {
      const run = workflows[workflow];
      return closedLoop({ ...load, operation: () => run(7) });
    },
  },
  () => DBOS.shutdown(),
);
