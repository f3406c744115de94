import type { Statement } from '../database/database.js';
import { overwriteJob } from './job-columns.js';
import { milliseconds } from './milliseconds.js';

const columns = `id::text as id, kind, instance_id, content::text as content, message_kind, attempts, reason,
  ${milliseconds('first_failed_at')} as first_failed, ${milliseconds('given_up_at')} as given_up`;

/** $1 kind or null, $2 instance or null, $3 id or null: only those behind it, $4 limit. */
export const listNewestDeadLetters: Statement = {
  text: `
select ${columns} from orchestrator.dead_letter
where ($1::text is null or kind = $1) and ($2::text is null or instance_id = $2)
  and ($3::bigint is null or id < $3::bigint)
order by dead_letter.id desc limit $4::int`,
};

/** The same in the other order. */
export const listOldestDeadLetters: Statement = {
  text: `
select ${columns} from orchestrator.dead_letter
where ($1::text is null or kind = $1) and ($2::text is null or instance_id = $2)
  and ($3::bigint is null or id > $3::bigint)
order by dead_letter.id limit $4::int`,
};

/** $1 id. */
export const loadDeadLetter: Statement = {
  text: `select ${columns} from orchestrator.dead_letter where id = $1::bigint`,
};

export const countDeadLetters: Statement = {
  text: 'select count(*)::float8 as count from orchestrator.dead_letter',
};

/** The workflow that a letter of `taken` counts towards when it is handed over again. */
const shareOf = `coalesce(taken.workflow_id,
    (select i.workflow_id from orchestrator.instance i where i.id = taken.instance_id), '')`;

/**
 * $1 ids. One statement, so that a letter is in one place at every moment. Tries and their time count anew; an event gets
 * its former key, and with it its former place. A job is due at once, and counts its calls where it stopped; its letter
 * stays where it is once something else has become of the id: another job, another letter, or the end of the job after a
 * replay. Of several letters of a forgotten job the newest is taken.
 */
export const replayDeadLetters: Statement = {
  text: `
with asked as (
  select id, kind, content, (content #>> '{row,id}') collate "C" as job, (content #>> '{row,revision}')::bigint as revision
  from orchestrator.dead_letter where id = any($1::bigint[])
  order by id for update
),
latest as (
  select distinct on (job) id, job, revision, content from asked where kind = 'job' order by job, id desc
),
jobs as (
  insert into orchestrator.job as j (id, correlation_id, status, workflow_id, instance_id, node_instance_id,
    root_workflow_id, root_instance_id, callback_endpoint, recipient, execution_timeout, execution_timeout_unit, priority,
    expires_at, repeat_interval, repeat_limit, calls_done, execution_counter, scheduled_id, claimable_at)
  select r.id, r.correlation_id, 'SCHEDULED', r.workflow_id, r.instance_id, r.node_instance_id, r.root_workflow_id,
    r.root_instance_id, r.callback_endpoint, r.recipient, r.execution_timeout, r.execution_timeout_unit, r.priority,
    r.expires_at, r.repeat_interval, r.repeat_limit, r.calls_done, r.execution_counter, r.scheduled_id, clock_timestamp()
  from latest, json_populate_record(null::orchestrator.job, latest.content -> 'row') r
  order by r.id
  on conflict (id) do update set ${overwriteJob}
  where j.revision = (select l.revision from latest l where l.job = j.id)
  returning j.id
),
taken as (
  delete from orchestrator.dead_letter where id = any(array(
    select id from asked where kind <> 'job'
    union all
    select l.id from latest l join jobs on jobs.id = l.job))
  returning *
),
events as (
  insert into orchestrator.outbox (instance_id, commit, position, event, share)
  select instance_id, commit, position, content, ${shareOf} from taken where kind = 'event'
  order by instance_id, commit, position
  on conflict do nothing
),
messages as (
  insert into orchestrator.inbox (receiver, kind, content, workflow_id, business_key, correlation_key, share)
  select instance_id, message_kind, content, workflow_id, business_key, correlation_key, ${shareOf} from taken
  where kind = 'message' order by taken.id
)
select id::text as id from taken order by taken.id`,
};

/** $1 ids. */
export const removeDeadLetters: Statement = {
  text: 'delete from orchestrator.dead_letter where id = any($1::bigint[]) returning id::text as id',
};
