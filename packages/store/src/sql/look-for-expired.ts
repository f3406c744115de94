import type { Statement } from '../database/database.js';

/**
 * $1 age in milliseconds, $2 start and $3 id of the run that was looked at last, $4 how many to look at.
 *
 * An index on the end of runs would be written at the end of every run, whose last update could then not stay on its
 * page. But what ended before a moment was also started before it, and there is an index on the start. Runs that live
 * longer are passed by; since each look goes on where the one before ended, a sweep meets each of them once.
 */
export const lookForExpired: Statement = {
  name: 'orchestrator-look-for-expired-1',
  text: `
with border as (
  select clock_timestamp() - $1::float8 * interval '1 millisecond' as moment
),
looked as (
  select id, started_at, ended_at, state, parent_instance_id, root_instance_id
  from orchestrator.instance
  where started_at < (select moment from border) and started_at >= $2::timestamptz
    and (started_at, id) > ($2::timestamptz, $3::text)
  order by started_at, id
  limit $4::int
)
select l.id, l.started_at::text as started,
  l.state in (2, 3) and l.ended_at < b.moment
    and not exists (select from orchestrator.instance p
      where p.id in (l.parent_instance_id, l.root_instance_id)
        and (p.state not in (2, 3) or p.ended_at is null or p.ended_at >= b.moment))
    and not exists (select from orchestrator.call k where k.instance_id = l.id)
    and not exists (select from orchestrator.outbox e where e.instance_id = l.id) as expired
from looked l, border b
order by l.started_at, l.id`,
};
