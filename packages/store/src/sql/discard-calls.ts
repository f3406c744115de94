import type { Statement } from '../database/database.js';
import { isOf } from './is-of.js';

/**
 * $1 owner, $2 the calls. One that a later step wrote anew has another owner or none, or is another try.
 * What is true of every node makes PostgreSQL expect one call instead of a hundred, and so look each up by its key.
 */
export const discardCalls: Statement = {
  name: 'orchestrator-discard-calls-3',
  text: `
delete from orchestrator.call c
using json_to_recordset($2::json) as g(id text, node integer, tries integer)
where ${isOf('c.instance_id', 'g.id')} and ${isOf('c.node', 'g.node')} and g.node between 0 and 2147483647
  and c.lease_owner = $1
  and coalesce((c.effect ->> 'tries')::int, 0) = g.tries`,
};
