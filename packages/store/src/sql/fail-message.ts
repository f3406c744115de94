import type { Statement } from '../database/database.js';

/**
 * $1 id, $2 pause in milliseconds, doubled with each try up to $3, $4 patience in milliseconds, $5 reason. Answers a row
 * when the message was given up.
 */
export const failMessage: Statement = {
  name: 'orchestrator-fail-message-1',
  text: `
with failed as (
  select id, coalesce(first_failed_at, clock_timestamp()) as since,
    coalesce(first_failed_at, clock_timestamp()) <= clock_timestamp() - $4::float8 * interval '1 millisecond' as hopeless
  from orchestrator.inbox where id = $1::bigint
  for update
),
removed as (
  delete from orchestrator.inbox m using failed f
  where m.id = f.id and f.hopeless
  returning m.receiver, m.kind, m.content, m.workflow_id, m.business_key, m.correlation_key, m.attempts, f.since
),
buried as (
  insert into orchestrator.dead_letter (kind, instance_id, content, message_kind, workflow_id, business_key,
    correlation_key, attempts, reason, first_failed_at)
  select 'message', receiver, content, kind, workflow_id, business_key, correlation_key, coalesce(attempts, 0) + 1, $5,
    since
  from removed
  returning id
),
postponed as (
  update orchestrator.inbox m
  set attempts = coalesce(m.attempts, 0) + 1, lease_owner = null, first_failed_at = f.since,
    claimable_at = clock_timestamp()
      + least($2::float8 * power(2, least(coalesce(m.attempts, 0), 60)), $3::float8) * interval '1 millisecond'
  from failed f
  where m.id = f.id and not f.hopeless
)
select id::text as id from buried`,
};
