import { query } from '../database/postgres.mjs';
import { ENGINE } from '../orchestrator/engine-process.mjs';
import { nap, withWorkflows } from '../orchestrator/workflows.mjs';
import { withChild } from '../processes/child.mjs';
import { residentMb } from '../processes/usage.mjs';
import { copyRun } from './copies.mjs';

/** Timers that come due while all others wait, and over how many seconds. */
const DUE = 2_000;
const SPREAD = 20;

/** Seconds until the first of them is due: longer than the engine waits between two looks of its own accord. */
const AHEAD = 8;

/** How late timers fire while a great many wait, and what the process needs to keep them waiting. */
export function pendingTimers({ postgres, pending }) {
  return withWorkflows({ nap }, (workflows) =>
    postgres.withDatabase(async (url) => {
      const database = { kind: 'postgres', url };
      const before = await withChild(ENGINE, async (engine) => {
        await engine.ask({ name: 'open', database, workflows });
        await engine.ask({ name: 'start', workflowId: 'nap', data: {} });
        return residentMb(engine.pid);
      });
      const [{ id }] = await query(url, 'select id from orchestrator.instance');
      await copyRun(url, id, { copies: pending - 1, future: ['due_at', 'claimable_at'] });
      return withChild(ENGINE, async (engine) => {
        await engine.ask({ name: 'open', database, workflows });
        const due = await comeDue(url, pending);
        const lateness = await engine.ask({ name: 'lateness', due });
        const after = residentMb(engine.pid);
        return { pending, fired: due.length, before, after, growth: after - before, ...lateness };
      });
    }),
  );
}

/** Lets some timers of all places in the table come due soon; answers their runs and times. */
async function comeDue(url, pending) {
  const rows = await query(
    url,
    `with chosen as (
       select instance_id, node, name, row_number() over () as n
       from (select *, row_number() over (order by instance_id) as place from orchestrator.timer) t
       where place % greatest(1, $1::int / ${DUE}) = 0 limit ${DUE}
     )
     update orchestrator.timer t set due_at = d.at, claimable_at = d.at
     from chosen c, lateral (
       select clock_timestamp() + interval '${AHEAD} seconds' + c.n * interval '${(SPREAD * 1000) / DUE} milliseconds' as at
     ) d
     where t.instance_id = c.instance_id and t.node = c.node and t.name = c.name
     returning t.instance_id as run, extract(epoch from t.due_at)::float8 * 1000 as at`,
    [pending],
  );
  return rows.map(({ run, at }) => [run, at]);
}
