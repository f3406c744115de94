import type { Statement } from '../database/database.js';

/** $1 owner, $2 lease in milliseconds, $3 limit. A row that still names an owner was claimed before, in vain. */
export const claimTimers: Statement = {
  name: 'orchestrator-claim-timers-3',
  text: `
with due as (
  select instance_id, node, name, lease_owner from orchestrator.timer
  where claimable_at <= clock_timestamp()
  order by claimable_at
  limit $3::int
  for update skip locked
)
update orchestrator.timer t
set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
from due d
where t.instance_id = d.instance_id and t.node = d.node and t.name = d.name
returning t.instance_id as instance, t.node as node, t.name as name, d.lease_owner is not null as again,
  extract(epoch from clock_timestamp() - t.due_at)::float8 * 1000 as late`,
};
