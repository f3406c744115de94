import type { Statement } from '../database/database.js';
import { reportJobs } from './job-columns.js';

/**
 * $1 owner, $2 lease in milliseconds, $3 limit, $4 source or null. A job that was marked while somebody called it who is gone
 * is not handed out but ends here. Why the time is a subquery: see `claimCalls`.
 */
export const claimJobs: Statement = {
  name: 'orchestrator-claim-jobs-1',
  text: `
with due as (
  select ctid as place from orchestrator.job
  where claimable_at <= (select clock_timestamp())
  order by claimable_at
  limit $3::int
  for update skip locked
),
taken as (
  update orchestrator.job j
  set revision = nextval('orchestrator.job_revision'),
    status = case when stopped then 'CANCELED' else status end,
    updated_at = case when stopped then clock_timestamp() else updated_at end,
    lease_owner = case when stopped then null else $1 end,
    claimable_at = case when stopped then null else clock_timestamp() + $2::float8 * interval '1 millisecond' end
  where j.ctid = any(array(select place from due))
  returning j.*
),
reported as (
  ${reportJobs(`(select * from taken where stopped)`, '$4')}
)
select j.id, j.revision::float8 as revision, j.correlation_id, j.recipient::text as recipient, j.execution_timeout,
  j.execution_timeout_unit,
  case when j.repeat_interval is null then 0 when j.repeat_limit < 0 then -1
    else greatest(coalesce(j.repeat_limit, 0) - j.calls_done, 0) end as "left"
from taken j where not j.stopped`,
};
