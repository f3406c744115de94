import { query } from '../database/postgres.mjs';
import { ENGINE } from '../orchestrator/engine-process.mjs';
import { nap, withWorkflows } from '../orchestrator/workflows.mjs';
import { withChild } from '../processes/child.mjs';
import { residentMb } from '../processes/usage.mjs';
import { copyRun } from './copies.mjs';

/** Timers that come due while all others wait, and over how many milliseconds. */
const DUE = 2_000;
const SPREAD = 20_000;

/** Milliseconds until the first of them is due: longer than the engine waits between two looks of its own accord. */
const AHEAD = 8_000;

/** How late timers fire while a great many wait, and what the process needs to keep them waiting. */
export function pendingTimers({ postgres, pending }) {
  return withWorkflows({ nap }, (workflows) =>
    postgres.withDatabase(async (url) => {
      const database = { kind: 'postgres', url };
      await withChild(ENGINE, async (engine) => {
        await engine.ask({ name: 'open', database, workflows });
        await engine.ask({ name: 'start', workflowId: 'nap', data: {} });
      });
      // A process of its own, as the other one has migrated the database and begun a run.
      const before = await withChild(ENGINE, async (engine) => {
        await engine.ask({ name: 'open', database, workflows });
        return residentMb(engine.pid);
      });
      const [{ id }] = await query(url, 'select id from orchestrator.instance');
      await copyRun(url, id, { copies: pending - 1, future: ['due_at', 'claimable_at'] });
      return withChild(ENGINE, async (engine) => {
        await engine.ask({ name: 'open', database, workflows });
        const timers = await choose(url, pending);
        const lateness = await engine.ask({ name: 'lateness', timers, ahead: AHEAD, spread: SPREAD });
        const after = residentMb(engine.pid);
        return { pending, fired: timers.length, before, after, growth: after - before, ...lateness };
      });
    }),
  );
}

/** Some timers from all places in the table. */
function choose(url, pending) {
  return query(
    url,
    `select instance_id as "instanceId", instance_id || ':' || node as node, name as timer
     from (select *, row_number() over (order by instance_id) as place from orchestrator.timer) t
     where place % greatest(1, $1::int / ${DUE}) = 0 limit ${DUE}`,
    [pending],
  );
}
