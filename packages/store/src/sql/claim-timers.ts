import type { Statement } from '../database/database.js';

/**
 * $1 owner, $2 lease in milliseconds, $3 limit, $4 milliseconds before a timer is due. A row that still names an owner was
 * claimed before, in vain. Why the time is a subquery: see `claimCalls`.
 */
export const claimTimers: Statement = {
  name: 'orchestrator-claim-timers-7',
  text: `
with due as (
  select ctid as place, instance_id, node, name, lease_owner from orchestrator.timer
  where claimable_at <= (select clock_timestamp() + $4::float8 * interval '1 millisecond')
    -- A lease has to be over, not nearly.
    and (lease_owner is null or claimable_at <= clock_timestamp())
  order by claimable_at
  limit $3::int
  for update skip locked
)
update orchestrator.timer t
set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
where t.ctid = any(array(select place from due))
returning t.instance_id as instance, t.node as node, t.name as name,
  (select d.lease_owner is not null from due d
    where d.instance_id = t.instance_id and d.node = t.node and d.name = t.name) as again,
  extract(epoch from clock_timestamp() - t.due_at)::float8 * 1000 as late,
  extract(epoch from t.due_at)::float8 * 1000 as due`,
};
