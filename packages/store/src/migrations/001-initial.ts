/**
 * The first schema.
 *
 * `instance` is the hot table: a step updates only columns without index, so that PostgreSQL can keep the new row
 * version on the same page (a HOT update; fillfactor leaves room for it) and touches no index. Whatever lists filter and
 * order by through an index is therefore immutable: workflow, start, initiator, target, business key. Migration 011 adds the
 * state, which changes when a run ends, not with each step.
 *
 * `snapshot` is `json`, not `jsonb`, because jsonb reorders keys, and a reloaded instance must go on exactly like the
 * undisturbed one. Conditions on variables convert it while they read.
 *
 * `claimable_at` holds in one column when a call or timer can next be taken: at once, when due, or when its lease ends.
 */
export const initial = `
create table orchestrator.definition (
  hash text collate "C" primary key,
  workflow_id text collate "C" not null,
  version text collate "C" not null,
  name text not null,
  description text,
  annotations jsonb not null,
  metadata jsonb not null,
  document json not null,
  saved_at timestamptz not null default now()
);

create table orchestrator.workflow (
  id text collate "C" primary key,
  definition text collate "C" not null references orchestrator.definition (hash),
  available boolean not null,
  changed_at timestamptz not null default now()
);

create table orchestrator.instance (
  id text collate "C" primary key,
  workflow_id text collate "C" not null,
  version text collate "C" not null,
  process_name text not null,
  definition text collate "C" not null,
  business_key text collate "C",
  initiator_entity text collate "C",
  target_entity text collate "C",
  started_at timestamptz not null,
  ended_at timestamptz,
  updated_at timestamptz not null,
  state smallint not null,
  commit bigint not null,
  snapshot json not null
) with (fillfactor = 80);

create index instance_by_start on orchestrator.instance (started_at desc);
create index instance_by_workflow on orchestrator.instance (workflow_id, started_at desc);
create index instance_by_initiator on orchestrator.instance (initiator_entity, started_at desc)
  where initiator_entity is not null;
create index instance_by_target on orchestrator.instance (target_entity, started_at desc)
  where target_entity is not null;
create index instance_by_business_key on orchestrator.instance (business_key) where business_key is not null;

create table orchestrator.node_instance (
  instance_id text collate "C" not null,
  node integer not null,
  parent integer,
  task text collate "C" not null,
  name text not null,
  type text collate "C" not null,
  entered_at timestamptz not null,
  exited_at timestamptz,
  error_message text,
  cancel_type text collate "C",
  input json,
  output json,
  primary key (instance_id, node)
) with (fillfactor = 90);

create table orchestrator.call (
  instance_id text collate "C" not null,
  node integer not null,
  effect json not null,
  lease_owner text collate "C",
  claimable_at timestamptz not null,
  primary key (instance_id, node)
);
create index call_by_claimable_at on orchestrator.call (claimable_at);
create index call_by_lease_owner on orchestrator.call (lease_owner) where lease_owner is not null;

create table orchestrator.timer (
  instance_id text collate "C" not null,
  node integer not null,
  due_at timestamptz not null,
  lease_owner text collate "C",
  claimable_at timestamptz not null,
  primary key (instance_id, node)
);
create index timer_by_claimable_at on orchestrator.timer (claimable_at);
create index timer_by_lease_owner on orchestrator.timer (lease_owner) where lease_owner is not null;
`;
