import type { Statement } from '../database/database.js';

/**
 * $1 owner, $2 lease in milliseconds, $3 limit. Only the first event of an instance is handed out; one that was found
 * behind another comes up again together with it, or as soon as that one has been sent.
 */
export const claimOutgoing: Statement = {
  name: 'orchestrator-claim-events-1',
  text: `
with free as (
  select instance_id, commit, position from orchestrator.outbox
  where claimable_at <= clock_timestamp()
  order by claimable_at, instance_id, commit, position
  limit $3::int
  for update skip locked
),
judged as (
  select f.*, (
    select max(e.claimable_at) from orchestrator.outbox e
    where e.instance_id = f.instance_id and (e.commit, e.position) < (f.commit, f.position)
  ) as behind
  from free f
),
touched as (
  update orchestrator.outbox o
  set lease_owner = case when j.behind is null then $1 end,
    claimable_at = greatest(j.behind, clock_timestamp() + $2::float8 * interval '1 millisecond')
  from judged j
  where o.instance_id = j.instance_id and o.commit = j.commit and o.position = j.position
  returning o.instance_id, o.commit, o.position, o.event, o.attempts, j.behind
)
select instance_id as instance, commit::float8 as commit, position, event::text as event, attempts
from touched where behind is null`,
};
