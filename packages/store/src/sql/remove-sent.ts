import type { Statement } from '../database/database.js';

/** $1 the events as JSON. */
export const removeSent: Statement = {
  name: 'orchestrator-sent-events-1',
  text: `
with sent as (
  select * from json_to_recordset($1::json) as s(id text, commit bigint, position integer)
),
removed as (
  delete from orchestrator.outbox o using sent s
  where o.instance_id = s.id and o.commit = s.commit and o.position = s.position
)
update orchestrator.outbox o set claimable_at = clock_timestamp()
from (
  select distinct on (n.instance_id) n.instance_id, n.commit, n.position
  from sent s join orchestrator.outbox n
    on n.instance_id = s.id and (n.commit, n.position) > (s.commit, s.position)
  order by n.instance_id, n.commit, n.position
) next
where o.instance_id = next.instance_id and o.commit = next.commit and o.position = next.position`,
};
