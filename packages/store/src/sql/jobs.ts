import type { Statement } from '../database/database.js';
import { jobColumns } from './job-columns.js';

/** $1 id, $2 whether it is over. */
export const loadJob: Statement = {
  name: 'orchestrator-load-job-1',
  text: `select ${jobColumns} from orchestrator.job j where j.id = $1 and (j.claimable_at is null) = $2::boolean`,
};

/** $1 owner; null = every owner. A row that is locked is being settled or claimed. */
export const releaseJobs: Statement = {
  text: `
update orchestrator.job set lease_owner = null, claimable_at = clock_timestamp()
where ctid = any(array(
  select ctid from orchestrator.job
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked))`,
};

/** One index look-up. */
export const millisecondsToNextJob: Statement = {
  name: 'orchestrator-next-job-1',
  text: `
select ceil(extract(epoch from (select min(claimable_at) from orchestrator.job where claimable_at is not null)
  - clock_timestamp()) * 1000)::float8 as milliseconds`,
};

/** $1 age in milliseconds, $2 how many at most. */
export const pruneJobs: Statement = {
  text: `
with old as (
  select ctid as place from orchestrator.job
  where claimable_at is null and updated_at < (select clock_timestamp() - $1::float8 * interval '1 millisecond')
  order by updated_at limit $2::int for update skip locked
),
forgotten as (
  delete from orchestrator.job where ctid = any(array(select place from old)) returning 1
)
select count(*)::int as count from forgotten`,
};
