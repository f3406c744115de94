import type { Statement } from '../database/database.js';
import { buryJobs, jobColumns, reportJobs } from './job-columns.js';

/** Milliseconds between two calls of a job at least, whatever was ordered (data-index-and-jobs.md 4.6). */
const SHORTEST_INTERVAL = 1_000;

/**
 * $1 owner, $2 the outcomes, $3 first pause, $4 longest pause, $5 patience, all in milliseconds, $6 source or null.
 *
 * A repeated job keeps its rhythm: its next call is at the first of its times that lies ahead, however many passed by
 * during an outage; the number of its calls stays the same. How the call of a cancelled job failed is not kept: mostly it
 * was the cancellation that ended it.
 */
export const settleJobs: Statement = {
  name: 'orchestrator-settle-jobs-1',
  text: `
with held as (
  select j.id, j.revision, t.message is null as succeeded, t.message, t.details, j.stopped, j.retries,
    coalesce(j.first_failed_at, clock_timestamp()) as since,
    j.repeat_interval is null or coalesce(j.repeat_limit, 0) between 0 and j.calls_done as last,
    j.expires_at + greatest(j.repeat_interval, ${SHORTEST_INTERVAL}) * interval '1 millisecond' *
      greatest(1, floor(extract(epoch from clock_timestamp() - j.expires_at) * 1000
        / greatest(j.repeat_interval, ${SHORTEST_INTERVAL})) + 1) as next
  from json_to_recordset($2::json) as t(id text, revision bigint, message text, details text)
  join orchestrator.job j on j.id = t.id and j.revision = t.revision
  where j.lease_owner = $1
  order by j.id
  for update of j
),
judged as (
  select *, case
    when succeeded and last then 'EXECUTED'
    when stopped then 'CANCELED'
    when succeeded then 'SCHEDULED'
    when since <= clock_timestamp() - $5::float8 * interval '1 millisecond' then 'ERROR'
    else 'RETRY' end as status
  from held
),
settled as (
  update orchestrator.job j
  set revision = nextval('orchestrator.job_revision'), status = g.status, updated_at = clock_timestamp(), stopped = false,
    execution_counter = j.execution_counter + g.succeeded::int, calls_done = j.calls_done + g.succeeded::int,
    retries = case g.status when 'RETRY' then j.retries + 1 when 'SCHEDULED' then 0 else j.retries end,
    first_failed_at = case when not g.succeeded then g.since end,
    exception_message = case when g.status <> 'CANCELED' then g.message end,
    exception_details = case when g.status <> 'CANCELED' then g.details end,
    expires_at = case g.status when 'SCHEDULED' then g.next else j.expires_at end,
    lease_owner = null,
    claimable_at = case g.status
      when 'SCHEDULED' then g.next
      when 'RETRY' then clock_timestamp() + least($3::float8 * 2 ^ least(g.retries, 30), $4::float8) * interval '1 millisecond'
      end
  from judged g where j.id = g.id
  returning j.*
),
buried as (
  ${buryJobs(`(select * from settled where status = 'ERROR')`)}
),
reported as (
  ${reportJobs('settled', '$6')}
)
select ${jobColumns} from settled j`,
};
