import type { Statement } from '../database/database.js';

/**
 * Hands an event to those it is for, after the locks that it shares with subscriptions have been taken.
 *
 * $1 source, $2 id, $3 type, $4 reference id, $5 business key, $6 the sets of correlation attributes that it has
 * completely, $7 its keys under them, $8 the sets that it lacks some of, $9 its attributes, $10 the event, $11 workflows
 * that it may start, $12 how long to keep it in milliseconds, $13 the message to be delivered again, $14 to this
 * instance only.
 *
 * - `waiting` finds subscriptions by key only: those of the event's correlation key, those of the instance or business
 *   key that it names, or all of its type but those that wait for other correlation keys. `is true` keeps the look for those
 *   of an instance from being one through all of the type, as a plan that was made while there were few would have it.
 * - Within a workflow those with its correlation key keep out the others (`chosen`).
 * - What keeps a workflow from being started is an instance that lives, or one that is still to be started by an earlier
 *   event (`inbox`). `offset 0` keeps the look for it a look by key: as a join, with a plan made while the tables were
 *   small, every event read all instances.
 * - An instance that has had the event is left out, unless it comes back because its node had gone.
 */
export const deliverEvent: Statement = {
  name: 'orchestrator-deliver-6',
  text: `
with returned as (
  delete from orchestrator.inbox where id = $13::bigint returning id
),
admitted as (
  select 1 where $13::bigint is null or exists (select from returned)
),
seen as (
  select instance_id from orchestrator.delivery where source = $1 and event_id = $2
),
waiting as (
  select s.*, true as correlated from orchestrator.subscription s
  where s.event_type = $3 and s.attributes = any($6::text[]) and s.correlation_key = any($7::text[])
  union all
  select s.*, false from orchestrator.subscription s
  where s.instance_id = $4 and (s.event_type = $3) is true
  union all
  select s.*, false from orchestrator.subscription s
  where $4::text is null and s.business_key = $5 and s.event_type = $3
  union all
  select s.*, false from orchestrator.subscription s
  where $4::text is null and $5::text is null and s.event_type = $3 and s.attributes = any($8::text[])
  union all
  select s.*, false from orchestrator.subscription s
  where $4::text is null and $5::text is null and s.event_type = $3 and s.attributes = any($6::text[])
    and s.correlation_key is null
),
fitting as (
  select w.instance_id, w.node, w.workflow_id, w.correlated,
    bool_or(w.correlated) over (partition by w.workflow_id) as any_correlated
  from waiting w, admitted
  where (w.source is null or w.source = $1)
    and not exists (select from jsonb_each_text(w.fixed) f where $9::jsonb ->> f.key <> f.value)
    and ($14::text is null or w.instance_id = $14)
    and ($13::bigint is not null or w.instance_id not in (select instance_id from seen))
),
chosen as (
  select distinct instance_id, node, workflow_id from fitting where correlated or not any_correlated
),
delivered as (
  insert into orchestrator.delivery (source, event_id, receiver, instance_id)
  select $1, $2, instance_id || ':' || node, instance_id from chosen order by 3
  on conflict do nothing
  returning receiver, instance_id
),
told as (
  insert into orchestrator.inbox (receiver, kind, content, share)
  select d.instance_id, 'fact', json_build_object('type', 'event-arrived', 'node', d.receiver, 'event', $10::json),
    (select c.workflow_id from chosen c where c.instance_id = d.instance_id limit 1)
  from delivered d
),
startable as (
  select s.workflow, s.instance, s.definition, s.correlation
  from json_to_recordset($11::json) as s(workflow text, instance text, definition text, correlation text,
    "unlessTaken" boolean)
  where $4::text is null
    and not exists (select from orchestrator.instance i
      where i.workflow_id = s.workflow and i.correlation_key = s.correlation and i.state not in (2, 3) offset 0)
    and not exists (select from orchestrator.instance i
      where i.workflow_id = s.workflow and i.business_key = $5 and i.state not in (2, 3) offset 0)
    and not exists (select from orchestrator.inbox m
      where m.workflow_id = s.workflow and m.correlation_key = s.correlation offset 0)
    and not exists (select from orchestrator.inbox m
      where m.workflow_id = s.workflow and m.business_key = $5 offset 0)
    and not (s."unlessTaken" and exists (select from chosen c where c.workflow_id = s.workflow))
),
begun as (
  insert into orchestrator.delivery (source, event_id, receiver, instance_id)
  select $1, $2, 'start ' || workflow, instance from startable order by 3
  on conflict do nothing
  returning receiver
),
started as (
  insert into orchestrator.inbox (receiver, kind, content, workflow_id, share, business_key, correlation_key)
  select s.instance, 'event', json_build_object('definition', s.definition, 'event', $10::json), s.workflow,
    s.workflow, $5, s.correlation
  from startable s join begun b on b.receiver = 'start ' || s.workflow
),
kept as (
  insert into orchestrator.kept_event (source, event_id, event_type, reference_id, business_key, complete,
    correlation_keys, attributes, event, kept_until)
  select $1, $2, $3, $4, $5, $6::text[], $7::text[], $9::jsonb, $10::json,
    clock_timestamp() + $12::float8 * interval '1 millisecond'
  from admitted
  where not exists (select from delivered) and not exists (select from begun)
    and ($13::bigint is not null or not exists (select from seen))
    and (cardinality($6::text[]) > 0
      or ($4::text is null and $5::text is not null)
      or exists (select from orchestrator.instance i where i.id = $4 and i.state not in (2, 3)))
  on conflict do nothing
  returning 1
)
select (select count(*)::int from delivered) as told, (select count(*)::int from begun) as started,
  exists (select from kept) as kept, exists (select from seen) as duplicate`,
};
