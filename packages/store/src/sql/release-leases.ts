import type { Statement } from '../database/database.js';

/** $1 owner; null = every owner. */
export const releaseLeases: Statement = {
  text: `
with calls as (
  select instance_id, node from orchestrator.call
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked
),
timers as (
  select instance_id, node, name from orchestrator.timer
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked
),
messages as (
  select id from orchestrator.inbox
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked
),
events as (
  select instance_id, commit, position from orchestrator.outbox
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked
),
calls_released as (
  update orchestrator.call c set lease_owner = null, claimable_at = clock_timestamp()
  from calls r where c.instance_id = r.instance_id and c.node = r.node
),
messages_released as (
  update orchestrator.inbox m set lease_owner = null, claimable_at = clock_timestamp()
  from messages r where m.id = r.id
),
events_released as (
  update orchestrator.outbox e set lease_owner = null, claimable_at = clock_timestamp()
  from events r where e.instance_id = r.instance_id and e.commit = r.commit and e.position = r.position
)
update orchestrator.timer t set lease_owner = null, claimable_at = t.due_at
from timers r where t.instance_id = r.instance_id and t.node = r.node and t.name = r.name`,
};
