import type { Statement } from '../database/database.js';

/** $1 owner, $2 lease in milliseconds, $3 limit. Why the time is a subquery: see `claimCalls`. */
export const claimMessages: Statement = {
  name: 'orchestrator-claim-messages-3',
  text: `
with free as (
  select ctid as place from orchestrator.inbox
  where claimable_at <= (select clock_timestamp())
  order by claimable_at, id
  limit $3::int
  for update skip locked
),
claimed as (
  update orchestrator.inbox m
  set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
  where m.ctid = any(array(select place from free))
  returning m.id, m.receiver, m.kind, m.content
)
select id::text as id, receiver, kind, content::text as content from claimed order by claimed.id`,
};
