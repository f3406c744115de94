import type { Statement } from '../database/database.js';

/**
 * $1 owner, $2 the calls. One that a later step wrote anew has another owner or none, or is another try.
 * Equality with `any` of one and what is true of every node make PostgreSQL look each call up by its key (see the commit
 * of a group).
 */
export const discardCalls: Statement = {
  name: 'orchestrator-discard-calls-3',
  text: `
delete from orchestrator.call c
using json_to_recordset($2::json) as g(id text, node integer, tries integer)
where c.instance_id = any(array[g.id]) and c.node = any(array[g.node]) and g.node between 0 and 2147483647
  and c.lease_owner = $1
  and coalesce((c.effect ->> 'tries')::int, 0) = g.tries`,
};
