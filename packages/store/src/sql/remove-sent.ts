import type { Statement } from '../database/database.js';

/** $1 the events as JSON. The condition is true of all; it makes the planner expect few rows, and look each up by its key. */
export const removeSent: Statement = {
  name: 'orchestrator-sent-events-2',
  text: `
with sent as (
  select * from json_to_recordset($1::json) as s(id text, commit bigint, position integer)
  where commit between 0 and 9223372036854775807
),
removed as (
  delete from orchestrator.outbox o using sent s
  where o.instance_id = s.id and o.commit = s.commit and o.position = s.position
)
update orchestrator.outbox set claimable_at = clock_timestamp()
where ctid = any(array(
  select behind.place from sent s cross join lateral (
    select n.ctid as place from orchestrator.outbox n
    where n.instance_id = s.id and (n.commit, n.position) > (s.commit, s.position)
    order by n.commit, n.position limit 1
  ) behind
))`,
};
