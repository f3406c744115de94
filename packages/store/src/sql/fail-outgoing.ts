import type { Statement } from '../database/database.js';

/**
 * $1 instance, $2 commit, $3 position, $4 pause in milliseconds, $5 patience in milliseconds, $6 reason. Answers a row when
 * the event was given up; then the next one of its instance can be claimed at once.
 */
export const failOutgoing: Statement = {
  name: 'orchestrator-fail-event-1',
  text: `
with failed as (
  select instance_id, commit, position, coalesce(first_failed_at, clock_timestamp()) as since,
    coalesce(first_failed_at, clock_timestamp()) <= clock_timestamp() - $5::float8 * interval '1 millisecond' as hopeless
  from orchestrator.outbox
  where instance_id = $1 and commit = $2::bigint and position = $3::int
  for update
),
removed as (
  delete from orchestrator.outbox o using failed f
  where o.instance_id = f.instance_id and o.commit = f.commit and o.position = f.position and f.hopeless
  returning o.instance_id, o.event, o.commit, o.position, o.attempts, f.since
),
buried as (
  insert into orchestrator.dead_letter (kind, instance_id, content, commit, position, attempts, reason, first_failed_at)
  select 'event', instance_id, event, commit, position, attempts + 1, $6, since from removed
  returning id
),
postponed as (
  update orchestrator.outbox o
  set attempts = o.attempts + 1, lease_owner = null, first_failed_at = f.since,
    claimable_at = clock_timestamp() + $4::float8 * interval '1 millisecond'
  from failed f
  where o.instance_id = f.instance_id and o.commit = f.commit and o.position = f.position and not f.hopeless
),
freed as (
  update orchestrator.outbox o set claimable_at = clock_timestamp()
  from (
    select n.instance_id, n.commit, n.position
    from removed r join orchestrator.outbox n
      on n.instance_id = r.instance_id and (n.commit, n.position) > (r.commit, r.position)
    order by n.commit, n.position limit 1
  ) next
  where o.instance_id = next.instance_id and o.commit = next.commit and o.position = next.position
)
select id::text as id from buried`,
};
