import type { Statement } from '../database/database.js';

/** Keeps these locks apart from others of the same database: "orch" as a number. */
const lockClass = 1869767528;

/**
 * $1 names of locks, the empty one standing for all. Taken in one order by everybody, so that nobody waits in a circle;
 * gone with the transaction.
 */
export const takeLocks: Statement = {
  name: 'orchestrator-locks-3',
  text: `
select case when l.shared then pg_advisory_xact_lock_shared(${lockClass}, l.number)
  else pg_advisory_xact_lock(${lockClass}, l.number) end
from (
  select case when n.name = '' then -1 else (hashtextextended(n.name, 0) & 2147483647)::int end as number,
    bool_and(n.shared) as shared
  from json_to_recordset($1::json) as n(name text, shared boolean)
  group by 1
  order by 1
) l`,
};

/**
 * What a group of changes exchanges with others; follows the group commit in the same transaction.
 *
 * - `won` finds the changes that were written by the transaction's own mark on their rows: a row of the same version
 *   that somebody else wrote bears another one. Why it asks for versions that all changes have: see `commitStatement`.
 * - A subscription that finds kept events takes them: it looks after the locks that it shares with their delivery.
 * - Subscriptions that a step ends and begins anew are not named in `ended`, because the parts of one statement run in
 *   no certain order.
 */
export const commitExchange: Statement = {
  name: 'orchestrator-exchange-3',
  text: `
with won as (
  select c.id, c.over, c.consumed, i.workflow_id as workflow
  from json_to_recordset($1::json) as c(id text, version bigint, over boolean, consumed bigint)
  join orchestrator.instance i on i.id = c.id
  where c.version between 1 and 9223372036854775807 and i.commit = c.version and i.xmin = pg_current_xact_id()::xid
),
consumed as (
  delete from orchestrator.inbox m using won w where m.id = w.consumed
),
ended as (
  delete from orchestrator.subscription s
  using json_to_recordset($2::json) as e(id text, node integer, renewed jsonb) join won w on w.id = e.id
  where s.instance_id = e.id and s.node = e.node and not w.over and not e.renewed @> to_jsonb(s.position)
),
subscribed as (
  insert into orchestrator.subscription (instance_id, node, position, workflow_id, business_key, event_type, source,
    attributes, correlation_key, fixed)
  select w.id, s.node, s.position, s.workflow, s.business_key, s.type, s.source, s.attributes, s.key, s.fixed
  from json_to_recordset($3::json) as s(id text, node integer, position integer, workflow text, business_key text,
    type text, source text, attributes text, key text, fixed jsonb)
  join won w on w.id = s.id
  where not w.over
  on conflict (instance_id, node, position) do update set
    business_key = excluded.business_key, event_type = excluded.event_type, source = excluded.source,
    attributes = excluded.attributes, correlation_key = excluded.correlation_key, fixed = excluded.fixed
  returning *
),
met as (
  select distinct k.source, k.event_id, s.instance_id, s.node
  from subscribed s join orchestrator.kept_event k on k.event_type = s.event_type
  where k.kept_until > clock_timestamp()
    and (s.source is null or s.source = k.source)
    and not exists (select from jsonb_each_text(s.fixed) f where k.attributes ->> f.key <> f.value)
    and (
      s.correlation_key = any(k.correlation_keys)
      or k.reference_id = s.instance_id
      or (k.reference_id is null and k.business_key = s.business_key)
      or (k.reference_id is null and k.business_key is null and s.correlation_key is null
        and s.attributes = any(k.complete)))
),
delivered as (
  insert into orchestrator.delivery (source, event_id, receiver, instance_id)
  select source, event_id, instance_id || ':' || node, instance_id from met order by 1, 2, 3
  on conflict do nothing
  returning source, event_id, receiver, instance_id
),
taken as (
  delete from orchestrator.kept_event k using delivered d
  where k.source = d.source and k.event_id = d.event_id and (k.reference_id is null or k.reference_id = d.instance_id)
),
told as (
  insert into orchestrator.inbox (receiver, kind, content, share)
  select d.instance_id, 'fact', json_build_object('type', 'event-arrived', 'node', d.receiver, 'event', k.event),
    w.workflow
  from delivered d join orchestrator.kept_event k
    on k.source = d.source and k.event_id = d.event_id and (k.reference_id is null or k.reference_id = d.instance_id)
  join won w on w.id = d.instance_id
  order by k.kept_until
),
sent as (
  insert into orchestrator.inbox (receiver, kind, content, share)
  select m.receiver, m.kind, m.content, w.workflow
  from json_to_recordset($4::json) as m(id text, position integer, receiver text, kind text, content json)
  join won w on w.id = m.id
  order by m.id, m.position
)
insert into orchestrator.outbox (instance_id, commit, position, event, share)
select w.id, e.version, e.position, e.event, w.workflow
from json_to_recordset($5::json) as e(id text, version bigint, position integer, event json)
join won w on w.id = e.id`,
};
