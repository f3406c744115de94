import type { Statement } from '../database/database.js';

/**
 * $1 id, $2 milliseconds. Start and instance are exchanged for each other in one commit, so this sees one of them, unless
 * the receiver has never been heard of or its start is a dead letter.
 */
export const returnToSender: Statement = {
  text: `
with message as (
  select id, receiver from orchestrator.inbox where id = $1::bigint
),
hopeless as (
  select m.id from message m
  where not exists (select from orchestrator.instance i where i.id = m.receiver)
    and not exists (select from orchestrator.inbox s where s.receiver = m.receiver and s.kind <> 'fact')
),
removed as (
  delete from orchestrator.inbox m using hopeless h where m.id = h.id
  returning m.id, m.receiver, m.kind, m.content, m.attempts
),
buried as (
  insert into orchestrator.dead_letter (kind, instance_id, content, message_kind, attempts, reason, first_failed_at)
  select 'message', r.receiver, r.content, r.kind, coalesce(r.attempts, 0) + 1,
    'Its receiver could not be started.', clock_timestamp()
  from removed r
  where exists (select from orchestrator.dead_letter d
    where d.instance_id = r.receiver and d.kind = 'message' and d.message_kind <> 'fact')
),
postponed as (
  update orchestrator.inbox m
  set lease_owner = null, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
  where m.id in (select id from message except select id from hopeless)
)
select id::text as id from removed`,
};
