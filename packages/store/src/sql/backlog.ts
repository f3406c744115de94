import type { Statement } from '../database/database.js';

/** $1 rows of each queue to look at: those that could have been taken up first, in the order of the index that claims use. */
export const readBacklog: Statement = {
  name: 'orchestrator-backlog-2',
  text: `
with waiting as (
  select 'calls' as queue, count(*)::int as length, min(since) as since
  from (select claimable_at as since from orchestrator.call order by claimable_at limit $1::int) c
  union all
  select 'timers', count(*)::int, min(since)
  from (select due_at as since from orchestrator.timer where claimable_at <= (select clock_timestamp())
    order by claimable_at limit $1::int) t
  union all
  select 'inbox', count(*)::int, min(since)
  from (select coalesce(first_failed_at, claimable_at) as since from orchestrator.inbox
    order by claimable_at limit $1::int) m
  union all
  select 'outbox', count(*)::int, min(since)
  from (select coalesce(first_failed_at, claimable_at) as since from orchestrator.outbox
    order by claimable_at limit $1::int) e
  union all
  select 'deadLetters', count(*)::int, null
  from (select 1 from orchestrator.dead_letter order by id limit $1::int) d
)
select queue, length,
  coalesce(greatest(extract(epoch from clock_timestamp() - since) * 1000, 0), 0)::float8 as wait
from waiting`,
};
