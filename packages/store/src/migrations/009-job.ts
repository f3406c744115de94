/**
 * Jobs of the Jobs API: calls that somebody ordered for a time.
 *
 * `claimable_at` holds in one column when a job can next be taken: when it is due, when its next try is, or when its lease
 * ends; it is null once the job is over. Jobs that are over stay for the data index until they are pruned.
 *
 * `revision` is new with every change, from one sequence for all jobs: it is the fence of whoever holds the job, and orders
 * what others are told of it, also when an id is used again.
 *
 * `stopped`: somebody wants the job to be cancelled while it is being called; no call begins after the present one.
 *
 * `calls_done` counts towards `repeat_limit` (repetitions after the first call; less than 0: without end), and begins anew
 * with each schedule; `execution_counter` counts for ever.
 *
 * The view has the jobs, the engine's own timers and the jobs of other runtimes under one set of names.
 */
export const job = `
create sequence orchestrator.job_revision;

create table orchestrator.job (
  id text collate "C" primary key,
  revision bigint not null default nextval('orchestrator.job_revision'),
  correlation_id text not null,
  status text collate "C" not null,
  workflow_id text collate "C",
  instance_id text collate "C",
  node_instance_id text collate "C",
  root_workflow_id text collate "C",
  root_instance_id text collate "C",
  callback_endpoint text not null,
  recipient json not null,
  execution_timeout float8,
  execution_timeout_unit text collate "C",
  priority integer not null,
  expires_at timestamptz not null,
  repeat_interval bigint,
  repeat_limit integer,
  calls_done integer not null default 0,
  retries integer not null default 0,
  execution_counter integer not null default 0,
  scheduled_id text collate "C" not null,
  exception_message text,
  exception_details text,
  first_failed_at timestamptz,
  updated_at timestamptz not null default clock_timestamp(),
  stopped boolean not null default false,
  lease_owner text collate "C",
  claimable_at timestamptz
) with (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 500);
create index job_by_claimable_at on orchestrator.job (claimable_at) where claimable_at is not null;
create index job_by_lease_owner on orchestrator.job (lease_owner) where lease_owner is not null;
create index job_by_instance on orchestrator.job (instance_id) where instance_id is not null;
create index job_by_end on orchestrator.job (updated_at) where claimable_at is null;

create view orchestrator.any_job as
select id, 'job' as origin, workflow_id, instance_id, node_instance_id, root_workflow_id, root_instance_id, status,
  expires_at, priority, callback_endpoint, repeat_interval, repeat_limit, scheduled_id, retries, updated_at,
  execution_counter, null::text as endpoint, exception_message, exception_details
from orchestrator.job
union all
select t.instance_id || ':' || t.node || ':' || t.name, 'timer', i.workflow_id, t.instance_id,
  case when t.node > 0 then t.instance_id || ':' || t.node end, i.root_workflow_id, i.root_instance_id, 'SCHEDULED',
  t.due_at, 0, null, null, null, null, 0, null, 0, null, null, null
from orchestrator.timer t join orchestrator.instance i on i.id = t.instance_id
union all
select id, 'ingested', workflow_id, instance_id, node_instance_id, root_workflow_id, root_instance_id, status, expires_at,
  priority, callback_endpoint, repeat_interval, repeat_limit, scheduled_id, retries, updated_at, execution_counter,
  endpoint, exception_message, exception_details
from orchestrator.ingested_job;
`;
