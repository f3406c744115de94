import type { Statement } from '../database/database.js';

/** $1 owner, $2 the timers. One that a later step wrote anew has no owner. */
export const discardTimers: Statement = {
  name: 'orchestrator-discard-timers-1',
  text: `
delete from orchestrator.timer t
using json_to_recordset($2::json) as g(id text, node integer, timer text)
where t.instance_id = g.id and t.node = g.node and t.name = g.timer and t.lease_owner = $1`,
};
