/**
 * What instances exchange with each other and with the outside.
 *
 * - `subscription`: an event that a node waits for. `attributes` are the names of its correlation attributes, sorted, as
 *   a JSON array; `correlation_key` their names and values once all are fixed; `fixed` the values that are.
 * - `correlation_set`: the sets of correlation attributes that definitions use with a type of events, so that an event
 *   can be looked up by key instead of being compared with every subscription.
 * - `inbox`: what instances are still to be told, and instances still to be started. Consumed by deleting the row in the
 *   commit of its receiver. Starts by events bear what tells whether another event belongs to the same instance.
 * - `outbox`: events still to be sent, in order for each instance.
 * - `kept_event`: events that name a receiver which did not wait for them yet; those that several instances gave back are
 *   kept for each of them.
 * - `delivery`: which events went to which nodes and started which workflows, so that a repetition is recognised.
 *
 * Columns added to `instance` never change after its insertion, so its updates still touch no index.
 */
export const exchange = `
alter table orchestrator.instance
  add column parent_instance_id text collate "C",
  add column root_instance_id text collate "C",
  add column root_workflow_id text collate "C",
  add column correlation_key text collate "C";
create index instance_by_parent on orchestrator.instance (parent_instance_id) where parent_instance_id is not null;
create index instance_by_correlation on orchestrator.instance (workflow_id, correlation_key)
  where correlation_key is not null;

create index definition_by_version on orchestrator.definition (workflow_id, version);

alter table orchestrator.node_instance
  add column retrigger boolean,
  add column retries integer,
  add column retry_message text;

alter table orchestrator.call add column detached boolean not null default false;

alter table orchestrator.timer add column name text collate "C" not null default 'wait';
alter table orchestrator.timer drop constraint timer_pkey, add primary key (instance_id, node, name);

create table orchestrator.subscription (
  instance_id text collate "C" not null,
  node integer not null,
  position integer not null,
  workflow_id text collate "C" not null,
  business_key text collate "C",
  event_type text collate "C" not null,
  source text collate "C",
  attributes text collate "C" not null,
  correlation_key text collate "C",
  fixed jsonb not null,
  primary key (instance_id, node, position)
);
create index subscription_by_correlation on orchestrator.subscription (event_type, attributes, correlation_key);
create index subscription_by_business_key on orchestrator.subscription (business_key, event_type)
  where business_key is not null;

create table orchestrator.correlation_set (
  event_type text collate "C" not null,
  attributes text collate "C" not null,
  primary key (event_type, attributes)
);

create table orchestrator.inbox (
  id bigint generated always as identity primary key,
  receiver text collate "C" not null,
  kind text collate "C" not null,
  content json not null,
  workflow_id text collate "C",
  business_key text collate "C",
  correlation_key text collate "C",
  lease_owner text collate "C",
  claimable_at timestamptz not null default clock_timestamp()
);
create index inbox_by_receiver on orchestrator.inbox (receiver);
create index inbox_by_workflow on orchestrator.inbox (workflow_id) where workflow_id is not null;
create index inbox_by_claimable_at on orchestrator.inbox (claimable_at);
create index inbox_by_lease_owner on orchestrator.inbox (lease_owner) where lease_owner is not null;

create table orchestrator.outbox (
  instance_id text collate "C" not null,
  commit bigint not null,
  position integer not null,
  event json not null,
  attempts integer not null default 0,
  lease_owner text collate "C",
  claimable_at timestamptz not null default clock_timestamp(),
  primary key (instance_id, commit, position)
);
create index outbox_by_claimable_at on orchestrator.outbox (claimable_at);
create index outbox_by_lease_owner on orchestrator.outbox (lease_owner) where lease_owner is not null;

create table orchestrator.kept_event (
  source text collate "C" not null,
  event_id text collate "C" not null,
  event_type text collate "C" not null,
  reference_id text collate "C",
  business_key text collate "C",
  complete text[] collate "C" not null,
  correlation_keys text[] collate "C" not null,
  attributes jsonb not null,
  event json not null,
  kept_until timestamptz not null
);
create unique index kept_event_by_id on orchestrator.kept_event (source, event_id, coalesce(reference_id, ''));
create index kept_event_by_type on orchestrator.kept_event (event_type);
create index kept_event_by_end on orchestrator.kept_event (kept_until);

create table orchestrator.delivery (
  source text collate "C" not null,
  event_id text collate "C" not null,
  receiver text collate "C" not null,
  instance_id text collate "C" not null,
  delivered_at timestamptz not null default clock_timestamp(),
  primary key (source, event_id, receiver)
);
create index delivery_by_time on orchestrator.delivery (delivered_at);
`;
