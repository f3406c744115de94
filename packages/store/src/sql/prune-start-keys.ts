import type { Statement } from '../database/database.js';

/** $1 how many at most. */
export const pruneStartKeys: Statement = {
  text: `
with over as (
  select ctid as place from orchestrator.start_key
  where remembered_until < (select clock_timestamp())
  order by remembered_until limit $1::int for update skip locked
),
forgotten as (
  delete from orchestrator.start_key where ctid = any(array(select place from over)) returning 1
)
select count(*)::int as count from forgotten`,
};
