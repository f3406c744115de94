import type { Statement } from '../database/database.js';

/** $1 owner, $2 lease in milliseconds, $3 the jobs. Answers those that are to go on: still held, and not marked. */
export const renewJobs: Statement = {
  name: 'orchestrator-renew-jobs-1',
  text: `
with held as (
  select j.id
  from json_to_recordset($3::json) as k(id text, revision bigint)
  join orchestrator.job j on j.id = k.id and j.revision = k.revision
  where j.lease_owner = $1 and not j.stopped
  order by j.id
  for update of j
)
update orchestrator.job j
set claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
where j.id = any(array(select id from held))
returning j.id`,
};
