import type { Statement } from '../database/database.js';

/**
 * $1 owner, $2 lease in milliseconds, $3 limit. Only the first event of an instance is handed out; one that was found
 * behind another comes up again together with it, or as soon as that one has been sent. Why the time is a subquery: see
 * `claimCalls`.
 */
export const claimOutgoing: Statement = {
  name: 'orchestrator-claim-events-3',
  text: `
with free as (
  select ctid as place, instance_id, commit, position from orchestrator.outbox
  where claimable_at <= (select clock_timestamp())
  order by claimable_at, instance_id, commit, position
  limit $3::int
  for update skip locked
),
judged as (
  select f.place, exists (
    select from orchestrator.outbox e
    where e.instance_id = f.instance_id and (e.commit, e.position) < (f.commit, f.position)
  ) as behind
  from free f
),
deferred as (
  update orchestrator.outbox o
  set lease_owner = null, claimable_at = greatest(
    (select max(e.claimable_at) from orchestrator.outbox e
      where e.instance_id = o.instance_id and (e.commit, e.position) < (o.commit, o.position)),
    clock_timestamp() + $2::float8 * interval '1 millisecond')
  where o.ctid = any(array(select place from judged where behind))
)
update orchestrator.outbox o
set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
where o.ctid = any(array(select place from judged where not behind))
returning o.instance_id as instance, o.commit::float8 as commit, o.position, o.event::text as event, o.attempts`,
};
