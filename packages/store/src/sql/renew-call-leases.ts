import type { Statement } from '../database/database.js';
import { isOf } from './is-of.js';

/**
 * $1 owner, $2 lease in milliseconds, $3 the calls. A lease that ran out but was not taken is renewed as well: nobody
 * else has it.
 */
export const renewCallLeases: Statement = {
  name: 'orchestrator-renew-leases-3',
  text: `
with held as (
  select c.instance_id, c.node
  from json_to_recordset($3::json) as k(id text, node integer)
  join orchestrator.call c on ${isOf('c.instance_id', 'k.id')} and ${isOf('c.node', 'k.node')}
  where c.lease_owner = $1
  for update of c skip locked
)
update orchestrator.call c
set claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
from held h
where ${isOf('c.instance_id', 'h.instance_id')} and ${isOf('c.node', 'h.node')}`,
};
