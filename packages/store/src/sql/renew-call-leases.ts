import type { Statement } from '../database/database.js';

/**
 * $1 owner, $2 lease in milliseconds, $3 the calls. A lease that ran out but was not taken is renewed as well: nobody
 * else has it. Equality with `any` of one makes PostgreSQL look each call up by its key (see the commit of a group).
 */
export const renewCallLeases: Statement = {
  name: 'orchestrator-renew-leases-3',
  text: `
with held as (
  select c.instance_id, c.node
  from json_to_recordset($3::json) as k(id text, node integer)
  join orchestrator.call c on c.instance_id = any(array[k.id]) and c.node = any(array[k.node])
  where c.lease_owner = $1
  for update of c skip locked
)
update orchestrator.call c
set claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
from held h
where c.instance_id = any(array[h.instance_id]) and c.node = any(array[h.node])`,
};
