import type { Statement } from '../database/database.js';

/** $1 owner, $2 the calls. One that a later step wrote anew has another owner or none, or is another try. */
export const discardCalls: Statement = {
  name: 'orchestrator-discard-calls-2',
  text: `
delete from orchestrator.call c
using json_to_recordset($2::json) as g(id text, node integer, tries integer)
where c.instance_id = g.id and c.node = g.node and c.lease_owner = $1
  and coalesce((c.effect ->> 'tries')::int, 0) = g.tries`,
};
