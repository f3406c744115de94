import type { Statement } from '../database/database.js';

/** $1 owner, $2 the timers. One that a later step wrote anew has no owner, or is due later. */
export const discardTimers: Statement = {
  name: 'orchestrator-discard-timers-2',
  text: `
delete from orchestrator.timer t
using json_to_recordset($2::json) as g(id text, node integer, timer text, due float8)
where t.instance_id = g.id and t.node = g.node and t.name = g.timer and t.lease_owner = $1
  -- Instants are stored to the microsecond only.
  and extract(epoch from t.due_at)::float8 * 1000 - g.due < 1`,
};
