import type { Statement } from '../database/database.js';
import { jobColumns, reportJobs } from './job-columns.js';

/**
 * $1 id, $2 time in milliseconds, $3 interval, $4 repetitions, each null where it stays, $5 source or null. No row: there is
 * no such job, or it is over; one that is not `free` is being called.
 */
export const rescheduleJob: Statement = {
  name: 'orchestrator-reschedule-job-1',
  text: `
with found as (
  select id, (lease_owner is null or claimable_at <= clock_timestamp()) and not stopped as free
  from orchestrator.job where id = $1 and claimable_at is not null
  for update
),
moved as (
  update orchestrator.job j
  set revision = nextval('orchestrator.job_revision'), status = 'SCHEDULED', updated_at = clock_timestamp(),
    expires_at = coalesce(to_timestamp($2::float8 / 1000), expires_at),
    claimable_at = coalesce(to_timestamp($2::float8 / 1000), expires_at),
    repeat_interval = coalesce($3::float8::bigint, repeat_interval), repeat_limit = coalesce($4::integer, repeat_limit),
    calls_done = 0, retries = 0, first_failed_at = null, lease_owner = null
  from found f where j.id = f.id and f.free
  returning j.*
),
reported as (
  ${reportJobs('moved', '$5')}
)
select f.free, ${jobColumns} from found f left join moved j on j.id = f.id`,
};
