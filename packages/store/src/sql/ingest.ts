import type { Statement } from '../database/database.js';

/** $1 sources and ids of events as a JSON array. Answers those that were taken before. */
export const knownEvents: Statement = {
  name: 'orchestrator-known-events-1',
  text: `
select e.source, e.event_id as id
from json_to_recordset($1::json) as k(source text, id text)
cross join lateral (
  select source, event_id from orchestrator.ingested_event e
  where e.source = k.source and e.event_id = k.id
  limit 1
) e`,
};

/** $1 sources and ids of events as a JSON array. Fails when one of them was taken meanwhile. */
export const rememberEvents: Statement = {
  name: 'orchestrator-remember-events-1',
  text: `
with given as materialized (
  select source, id from json_to_recordset($1::json) as k(source text, id text)
),
inserted as (
  insert into orchestrator.ingested_event (source, event_id) select source, id from given order by source, id
  on conflict do nothing
  returning 1
)
select orchestrator.expect_writes((select count(*) from inserted), (select count(*) from given)) as written`,
};

/** $1 for how many milliseconds events are remembered, $2 how many are forgotten at most. Answers how many were. */
export const forgetEvents: Statement = {
  name: 'orchestrator-forget-events-2',
  text: `
with old as (
  select ctid as place from orchestrator.ingested_event
  where ingested_at < (select clock_timestamp() - $1::float8 * interval '1 millisecond')
  order by ingested_at
  limit $2::int
  for update skip locked
),
forgotten as (
  delete from orchestrator.ingested_event where ctid = any(array(select place from old)) returning 1
)
select count(*)::int as count from forgotten`,
};

/** $1 instance ids. Answers those of the engine's own runs. */
export const ownInstances: Statement = {
  name: 'orchestrator-own-instances-1',
  text: 'select id from orchestrator.instance where id = any($1::text[])',
};

/** $1 job ids. Answers those of jobs that were ordered here, also such that are over. */
export const ownJobs: Statement = {
  name: 'orchestrator-own-jobs-1',
  text: 'select id from orchestrator.job where id = any($1::text[])',
};

/** $1 instance id. */
export const findInstance: Statement = {
  name: 'orchestrator-ingested-instance-1',
  text: 'select workflow_id, endpoint from orchestrator.ingested_instance where id = $1',
};

/** $1 job id. */
export const findJob: Statement = {
  name: 'orchestrator-ingested-job-1',
  text: 'select endpoint from orchestrator.ingested_job where id = $1',
};

const taskColumns = 'id, workflow_id, instance_id, name, external_reference_id, endpoint';

/** $1 task id. */
export const findTask: Statement = {
  name: 'orchestrator-ingested-task-1',
  text: `select ${taskColumns} from orchestrator.ingested_task where id = $1`,
};

/** $1 a JSON array of one object with the id of the comment. */
export const findTaskOfComment: Statement = {
  name: 'orchestrator-ingested-task-of-comment-1',
  text: `select ${taskColumns} from orchestrator.ingested_task where comments @> $1::jsonb limit 1`,
};

/** $1 a JSON array of one object with the id of the attachment. */
export const findTaskOfAttachment: Statement = {
  name: 'orchestrator-ingested-task-of-attachment-1',
  text: `select ${taskColumns} from orchestrator.ingested_task where attachments @> $1::jsonb limit 1`,
};
