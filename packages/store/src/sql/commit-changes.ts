import type { Statement } from '../database/database.js';

/**
 * The group commit: any number of instances' steps in one statement, so in one round trip and one transaction.
 *
 * Why it is written so:
 * - One parameter per table, each a JSON array: no limit on the number of parameters, the same text for every group size
 *   (it is prepared once), and `json` keeps the snapshot's text as it is.
 * - `locked` compares the version while it locks the rows in id order: two groups can wait for each other but never in a
 *   circle, and a version that another group has just changed drops out, because PostgreSQL looks at the newest row
 *   version again once it has the lock.
 * - `version between` is true of every change. It makes the planner expect one row instead of a hundred, and so look up
 *   each row by its key. Otherwise a plan made while the tables were small scans them, and is kept while they grow.
 * - All else joins `won`, so that a conflict writes nothing of its change.
 * - `settled` never names a row that `calls` or `timers` write as well (the caller sees to it), because the parts of one
 *   statement run in no certain order.
 * - Rows of ended instances go by instance id, also those that this step did not name.
 */
export const commitChanges: Statement = {
  name: 'orchestrator-commit-1',
  text: `
with change as (
  select * from json_to_recordset($1::json) as c(
    id text, version bigint, workflow text, definition text, state smallint, business_key text,
    initiator text, target text, started float8, ended float8, over boolean, owner text, lease float8, snapshot json)
  where version between 1 and 9223372036854775807
),
locked as (
  select i.id
  from orchestrator.instance i join change c on c.id = i.id
  where c.version > 1 and i.commit = c.version - 1
  order by i.id
  for update of i
),
updated as (
  update orchestrator.instance i
  set state = c.state, commit = c.version, updated_at = now(), ended_at = to_timestamp(c.ended / 1000), snapshot = c.snapshot
  from change c join locked l on l.id = c.id
  where i.id = c.id
  returning i.id
),
inserted as (
  insert into orchestrator.instance (id, workflow_id, version, process_name, definition, business_key, initiator_entity,
    target_entity, started_at, ended_at, updated_at, state, commit, snapshot)
  select c.id, c.workflow, d.version, d.name, c.definition, c.business_key, c.initiator, c.target,
    to_timestamp(c.started / 1000), to_timestamp(c.ended / 1000), now(), c.state, c.version, c.snapshot
  from change c left join orchestrator.definition d on d.hash = c.definition
  where c.version = 1
  order by c.id
  on conflict (id) do nothing
  returning id
),
won as (
  select c.id, c.over, c.owner, c.lease
  from change c
  where c.id in (select id from updated union all select id from inserted)
),
nodes_entered as (
  insert into orchestrator.node_instance (instance_id, node, parent, task, name, type, entered_at, exited_at,
    error_message, cancel_type, input, output)
  select w.id, n.node, n.parent, n.task, n.name, n.type, to_timestamp(n.entered / 1000), to_timestamp(n.exited / 1000),
    n.error, n.cancel, n.input, n.output
  from json_to_recordset($2::json) as n(id text, node integer, parent integer, task text, name text, type text,
    entered float8, exited float8, error text, cancel text, input json, output json)
  join won w on w.id = n.id
  on conflict (instance_id, node) do update set
    exited_at = coalesce(excluded.exited_at, node_instance.exited_at),
    error_message = coalesce(excluded.error_message, node_instance.error_message),
    cancel_type = coalesce(excluded.cancel_type, node_instance.cancel_type),
    output = coalesce(excluded.output, node_instance.output)
),
nodes_changed as (
  update orchestrator.node_instance i set
    exited_at = coalesce(to_timestamp(n.exited / 1000), i.exited_at),
    error_message = coalesce(n.error, i.error_message),
    cancel_type = coalesce(n.cancel, i.cancel_type),
    output = coalesce(n.output, i.output)
  from json_to_recordset($3::json) as n(id text, node integer, exited float8, error text, cancel text, output json)
  join won w on w.id = n.id
  where i.instance_id = n.id and i.node = n.node
),
calls_settled as (
  delete from orchestrator.call k
  using json_to_recordset($6::json) as s(id text, node integer, call boolean) join won w on w.id = s.id
  where k.instance_id = s.id and k.node = s.node and s.call and not w.over
),
timers_settled as (
  delete from orchestrator.timer t
  using json_to_recordset($6::json) as s(id text, node integer, timer boolean) join won w on w.id = s.id
  where t.instance_id = s.id and t.node = s.node and s.timer and not w.over
),
calls_over as (
  delete from orchestrator.call k using won w where k.instance_id = w.id and w.over
),
timers_over as (
  delete from orchestrator.timer t using won w where t.instance_id = w.id and w.over
),
calls_added as (
  insert into orchestrator.call (instance_id, node, effect, lease_owner, claimable_at)
  select w.id, k.node, k.effect, w.owner, clock_timestamp() + coalesce(w.lease, 0) * interval '1 millisecond'
  from json_to_recordset($4::json) as k(id text, node integer, effect json) join won w on w.id = k.id
  where not w.over
  on conflict (instance_id, node) do update set
    effect = excluded.effect, lease_owner = excluded.lease_owner, claimable_at = excluded.claimable_at
),
timers_added as (
  insert into orchestrator.timer (instance_id, node, due_at, claimable_at)
  select w.id, t.node, to_timestamp(t.due / 1000), to_timestamp(t.due / 1000)
  from json_to_recordset($5::json) as t(id text, node integer, due float8) join won w on w.id = t.id
  where not w.over
  on conflict (instance_id, node) do update set
    due_at = excluded.due_at, lease_owner = null, claimable_at = excluded.claimable_at
)
select id from won`,
};
