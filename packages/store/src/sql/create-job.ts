import type { Statement } from '../database/database.js';
import { jobColumns, overwriteJob, reportJobs } from './job-columns.js';

/** $1 the order, $2 source or null. Answers no row when the id belongs to a job that is just being called. */
export const createJob: Statement = {
  name: 'orchestrator-create-job-1',
  text: `
with ordered as (
  select * from json_to_record($1::json) as o(id text, correlation text, process text, run text, node text,
    "rootProcess" text, "rootRun" text, callback text, recipient json, priority integer, expires float8, every float8,
    repeat integer, timeout float8, unit text)
),
written as (
  insert into orchestrator.job as j (id, correlation_id, status, workflow_id, instance_id, node_instance_id,
    root_workflow_id, root_instance_id, callback_endpoint, recipient, execution_timeout, execution_timeout_unit, priority,
    expires_at, repeat_interval, repeat_limit, scheduled_id, claimable_at)
  select id, correlation, 'SCHEDULED', process, run, node, "rootProcess", "rootRun", callback, recipient, timeout, unit,
    priority, to_timestamp(expires / 1000), every::bigint, repeat, id, to_timestamp(expires / 1000)
  from ordered
  on conflict (id) do update set ${overwriteJob}
  where j.claimable_at is null or j.lease_owner is null or j.claimable_at <= clock_timestamp()
  returning *
),
reported as (
  ${reportJobs('written', '$2')}
)
select ${jobColumns} from written j`,
};
