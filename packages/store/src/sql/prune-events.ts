import type { Statement } from '../database/database.js';

/** $1 memory in milliseconds, $2 limit. */
export const pruneEvents: Statement = {
  text: `
with old as (
  select ctid as place from orchestrator.delivery
  where delivered_at < (select clock_timestamp() - $1::float8 * interval '1 millisecond')
  order by delivered_at limit $2::int for update skip locked
),
over as (
  select ctid as place from orchestrator.kept_event
  where kept_until < (select clock_timestamp())
  order by kept_until limit $2::int for update skip locked
),
forgotten as (
  delete from orchestrator.delivery where ctid = any(array(select place from old)) returning 1
),
expired as (
  delete from orchestrator.kept_event where ctid = any(array(select place from over)) returning 1
)
select ((select count(*) from forgotten) + (select count(*) from expired))::int as count`,
};
