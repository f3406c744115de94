import type { Statement } from '../database/database.js';

/**
 * $1 owner, $2 lease in milliseconds, $3 limit.
 *
 * `for update skip locked` lets several owners claim at the same time without waiting and without meeting; the index on
 * claimable_at yields the longest waiting rows first. Time is `clock_timestamp()`: a statement may have waited since
 * `now()`. Renewing and releasing skip locked rows too: a locked row is being settled or claimed.
 * The time is a subquery so that it is looked up once: compared as it stands, the function could give another time for
 * each row, and the index would be read to its end, row by row, whenever fewer rows than the limit are due.
 *
 * Rows that the statement has locked itself are found again by their place. A join with their keys would be planned for a
 * tenth of the table, as far as the planner knows the limit, and read the table from end to end.
 */
export const claimCalls: Statement = {
  name: 'orchestrator-claim-calls-3',
  text: `
with free as (
  select ctid as place from orchestrator.call
  where claimable_at <= (select clock_timestamp())
  order by claimable_at
  limit $3::int
  for update skip locked
)
update orchestrator.call c
set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
where c.ctid = any(array(select place from free))
returning c.instance_id as instance, c.effect::text as effect`,
};
