import type { Statement } from '../database/database.js';
import { jobColumns, reportJobs } from './job-columns.js';

/**
 * $1 id, $2 source or null. No row: there is no such job, or it is over. A row that is not `free` is being called; it is
 * marked, so that whoever holds it ends it.
 */
export const cancelJob: Statement = {
  name: 'orchestrator-cancel-job-1',
  text: `
with found as (
  select id, lease_owner is null or claimable_at <= clock_timestamp() as free
  from orchestrator.job where id = $1 and claimable_at is not null
  for update
),
marked as (
  update orchestrator.job j set stopped = true from found f where j.id = f.id and not f.free
),
cancelled as (
  update orchestrator.job j
  set revision = nextval('orchestrator.job_revision'), status = 'CANCELED', updated_at = clock_timestamp(), stopped = false,
    lease_owner = null, claimable_at = null
  from found f where j.id = f.id and f.free
  returning j.*
),
reported as (
  ${reportJobs('cancelled', '$2')}
)
select f.free, ${jobColumns} from found f left join cancelled j on j.id = f.id`,
};
