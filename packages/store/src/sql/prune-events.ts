import type { Statement } from '../database/database.js';

/** $1 memory in milliseconds, $2 limit. */
export const pruneEvents: Statement = {
  text: `
with old as (
  select source, event_id, receiver from orchestrator.delivery
  where delivered_at < clock_timestamp() - $1::float8 * interval '1 millisecond'
  order by delivered_at limit $2::int for update skip locked
),
over as (
  select source, event_id, reference_id from orchestrator.kept_event
  where kept_until < clock_timestamp()
  order by kept_until limit $2::int for update skip locked
),
forgotten as (
  delete from orchestrator.delivery d using old o
  where d.source = o.source and d.event_id = o.event_id and d.receiver = o.receiver returning 1
),
expired as (
  delete from orchestrator.kept_event k using over o
  where k.source = o.source and k.event_id = o.event_id and k.reference_id is not distinct from o.reference_id
  returning 1
)
select ((select count(*) from forgotten) + (select count(*) from expired))::int as count`,
};
