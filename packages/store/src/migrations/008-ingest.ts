/**
 * Workflows, runs, jobs and user tasks of other runtimes, as their lifecycle events tell of them.
 *
 * They stand beside the engine's own tables, so that nothing of them weighs on a step. Each row is the fold of its events by
 * time: `marks` says by which event each value was written, and `revision` fences the writers. `ingested_event` remembers
 * which events were taken.
 *
 * The views put both sides under one set of names; `ingested` tells them apart. They are unions of plain branches, so a
 * filter and an order reach the indexes of both, and the side that is empty costs a look at an empty index. An own
 * definition hides an ingested one of the same id and version.
 */
export const ingest = `
create table orchestrator.ingested_event (
  source text collate "C" not null,
  event_id text collate "C" not null,
  ingested_at timestamptz not null default clock_timestamp(),
  primary key (source, event_id)
);
create index ingested_event_by_time on orchestrator.ingested_event (ingested_at);

create table orchestrator.ingested_definition (
  workflow_id text collate "C" not null,
  version text collate "C" not null,
  name text,
  type text collate "C",
  description text,
  endpoint text,
  source text,
  addons jsonb not null,
  roles jsonb not null,
  annotations jsonb not null,
  metadata jsonb not null,
  nodes json not null,
  changed_at timestamptz not null,
  marks json not null,
  revision bigint not null,
  primary key (workflow_id, version)
);

create table orchestrator.ingested_instance (
  id text collate "C" primary key,
  workflow_id text collate "C" not null,
  version text collate "C",
  process_name text,
  business_key text collate "C",
  initiator_entity text collate "C",
  target_entity text collate "C",
  parent_instance_id text collate "C",
  root_instance_id text collate "C",
  root_workflow_id text collate "C",
  started_at timestamptz,
  ended_at timestamptz,
  updated_at timestamptz not null,
  state smallint,
  roles jsonb not null,
  addons jsonb not null,
  endpoint text,
  created_by text,
  updated_by text,
  sla_due_at timestamptz,
  cloud_event_id text,
  cloud_event_source text,
  error_task text,
  error_node text,
  error_message text,
  variables jsonb not null,
  marks json not null,
  revision bigint not null
);
create index ingested_instance_by_start on orchestrator.ingested_instance (started_at desc);
create index ingested_instance_by_workflow on orchestrator.ingested_instance (workflow_id, started_at desc);
create index ingested_instance_by_initiator on orchestrator.ingested_instance (initiator_entity, started_at desc)
  where initiator_entity is not null;
create index ingested_instance_by_target on orchestrator.ingested_instance (target_entity, started_at desc)
  where target_entity is not null;
create index ingested_instance_by_business_key on orchestrator.ingested_instance (business_key)
  where business_key is not null;
create index ingested_instance_by_parent on orchestrator.ingested_instance (parent_instance_id)
  where parent_instance_id is not null;
create index ingested_instance_by_root on orchestrator.ingested_instance (root_instance_id)
  where root_instance_id is not null;
create index ingested_instance_by_end on orchestrator.ingested_instance (ended_at, id) where ended_at is not null;

create table orchestrator.ingested_node (
  instance_id text collate "C" not null,
  id text collate "C" not null,
  position integer not null,
  task text collate "C" not null,
  name text not null,
  type text collate "C" not null,
  entered_at timestamptz,
  exited_at timestamptz,
  error_message text,
  cancel_type text collate "C",
  retrigger boolean,
  sla_due_at timestamptz,
  input json,
  output json,
  marks json not null,
  primary key (instance_id, id)
);

create table orchestrator.ingested_job (
  id text collate "C" primary key,
  workflow_id text collate "C",
  instance_id text collate "C",
  node_instance_id text collate "C",
  root_instance_id text collate "C",
  root_workflow_id text collate "C",
  status text collate "C" not null,
  expires_at timestamptz,
  priority integer,
  callback_endpoint text,
  repeat_interval bigint,
  repeat_limit integer,
  scheduled_id text collate "C",
  retries integer,
  updated_at timestamptz,
  execution_counter integer,
  endpoint text,
  exception_message text,
  exception_details text,
  marks json not null,
  revision bigint not null
);
create index ingested_job_by_instance on orchestrator.ingested_job (instance_id);
create index ingested_job_by_expiration on orchestrator.ingested_job (expires_at);

create table orchestrator.ingested_task (
  id text collate "C" primary key,
  definition_id text collate "C",
  description text,
  name text,
  priority text,
  instance_id text collate "C",
  workflow_id text collate "C",
  root_instance_id text collate "C",
  root_workflow_id text collate "C",
  state text collate "C",
  actual_owner text,
  admin_groups jsonb not null,
  admin_users jsonb not null,
  excluded_users jsonb not null,
  potential_groups jsonb not null,
  potential_users jsonb not null,
  started_at timestamptz,
  completed_at timestamptz,
  updated_at timestamptz not null,
  sla_due_at timestamptz,
  inputs jsonb,
  outputs jsonb,
  reference_name text,
  external_reference_id text,
  endpoint text,
  comments jsonb not null,
  attachments jsonb not null,
  marks json not null,
  revision bigint not null
);
create index ingested_task_by_instance on orchestrator.ingested_task (instance_id);
create index ingested_task_by_start on orchestrator.ingested_task (started_at desc);

create function orchestrator.expect_writes(written bigint, expected bigint) returns boolean
language plpgsql immutable as $$
begin
  if written <> expected then
    raise exception 'another process was faster' using errcode = 'OR002';
  end if;
  return true;
end $$;

create view orchestrator.any_instance as
select id, false as ingested, workflow_id, version, process_name, definition, business_key, initiator_entity,
  target_entity, parent_instance_id, root_instance_id, root_workflow_id, started_at, ended_at, updated_at, state, commit,
  snapshot, large, '[]'::jsonb as roles, '[]'::jsonb as addons, null::text as endpoint,
  snapshot ->> 'identity' as created_by, null::text as updated_by, null::timestamptz as sla_due_at,
  null::text as cloud_event_id, null::text as cloud_event_source,
  snapshot #>> '{error,task}' as error_task, snapshot #>> '{error,node}' as error_node,
  (case when large is null then snapshot else orchestrator.whole_snapshot(id, snapshot, large) end)
    #>> '{error,message}' as error_message,
  null::jsonb as variables
from orchestrator.instance
union all
select id, true, workflow_id, version, process_name, null, business_key, initiator_entity, target_entity,
  parent_instance_id, root_instance_id, root_workflow_id, started_at, ended_at, updated_at, state, revision, null, null,
  roles, addons, endpoint, created_by, updated_by, sla_due_at, cloud_event_id, cloud_event_source, error_task, error_node,
  error_message, variables
from orchestrator.ingested_instance;

create view orchestrator.any_node_instance as
select instance_id || ':' || node as id, false as ingested, instance_id, node, parent, task, name, type, entered_at,
  exited_at, error_message, cancel_type, retrigger, retries, retry_message, input, output,
  null::timestamptz as sla_due_at
from orchestrator.node_instance
union all
select id, true, instance_id, position, null, task, name, type, entered_at, exited_at, error_message, cancel_type,
  retrigger, null, null, input, output, sla_due_at
from orchestrator.ingested_node;

create view orchestrator.any_definition as
select d.workflow_id, d.version, false as ingested, d.name, d.description, d.annotations,
  d.metadata || jsonb_build_object('status', case when w.available then 'available' else 'unavailable' end) as metadata,
  d.document, w.available, w.changed_at, 'SW' as type, null::text as endpoint, null::text as source,
  '[]'::jsonb as addons, '[]'::jsonb as roles, null::json as nodes
from orchestrator.workflow w join orchestrator.definition d on d.hash = w.definition
union all
select i.workflow_id, i.version, true, i.name, i.description, i.annotations, i.metadata, null,
  coalesce(i.metadata ->> 'status', '') <> 'unavailable', i.changed_at, i.type, i.endpoint, i.source, i.addons, i.roles,
  i.nodes
from orchestrator.ingested_definition i
where not exists (
  select from orchestrator.workflow w join orchestrator.definition d on d.hash = w.definition
  where w.id = i.workflow_id and d.version = i.version
);
`;
