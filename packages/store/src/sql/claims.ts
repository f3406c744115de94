import type { Statement } from '../database/database.js';

/*
 * Claims. `for update skip locked` lets several owners claim at the same time without waiting and without meeting; the
 * index on claimable_at yields the longest waiting rows first. Time is `clock_timestamp()`: a statement may have waited
 * since `now()`. Renewing and releasing skip locked rows too: a locked row is being settled or claimed.
 */

/** $1 owner, $2 lease in milliseconds, $3 limit. */
export const claimCalls: Statement = {
  name: 'orchestrator-claim-calls-1',
  text: `
with free as (
  select instance_id, node from orchestrator.call
  where claimable_at <= clock_timestamp()
  order by claimable_at
  limit $3::int
  for update skip locked
)
update orchestrator.call c
set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
from free f
where c.instance_id = f.instance_id and c.node = f.node
returning c.instance_id as instance, c.effect::text as effect`,
};

/** $1 owner, $2 lease in milliseconds, $3 limit. */
export const claimTimers: Statement = {
  name: 'orchestrator-claim-timers-2',
  text: `
with due as (
  select instance_id, node, name from orchestrator.timer
  where claimable_at <= clock_timestamp()
  order by claimable_at
  limit $3::int
  for update skip locked
)
update orchestrator.timer t
set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
from due d
where t.instance_id = d.instance_id and t.node = d.node and t.name = d.name
returning t.instance_id as instance, t.node as node, t.name as name`,
};

/**
 * $1 owner, $2 lease in milliseconds, $3 the calls. A lease that ran out but was not taken is renewed as well: nobody
 * else has it.
 */
export const renewCallLeases: Statement = {
  name: 'orchestrator-renew-leases-2',
  text: `
with held as (
  select c.instance_id, c.node
  from json_to_recordset($3::json) as k(id text, node integer)
  join orchestrator.call c on c.instance_id = k.id and c.node = k.node
  where c.lease_owner = $1
  for update of c skip locked
)
update orchestrator.call c
set claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
from held h
where c.instance_id = h.instance_id and c.node = h.node`,
};

/** $1 owner, $2 the calls. One that a later step wrote anew has another owner, or none. */
export const discardCalls: Statement = {
  name: 'orchestrator-discard-calls-1',
  text: `
delete from orchestrator.call c
using json_to_recordset($2::json) as g(id text, node integer)
where c.instance_id = g.id and c.node = g.node and c.lease_owner = $1`,
};

/** $1 owner, $2 the timers. One that a later step wrote anew has no owner. */
export const discardTimers: Statement = {
  name: 'orchestrator-discard-timers-1',
  text: `
delete from orchestrator.timer t
using json_to_recordset($2::json) as g(id text, node integer, timer text)
where t.instance_id = g.id and t.node = g.node and t.name = g.timer and t.lease_owner = $1`,
};

/** $1 owner; null = every owner. */
export const releaseLeases: Statement = {
  text: `
with calls as (
  select instance_id, node from orchestrator.call
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked
),
timers as (
  select instance_id, node, name from orchestrator.timer
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked
),
messages as (
  select id from orchestrator.inbox
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked
),
events as (
  select instance_id, commit, position from orchestrator.outbox
  where lease_owner is not null and ($1::text is null or lease_owner = $1) for update skip locked
),
calls_released as (
  update orchestrator.call c set lease_owner = null, claimable_at = clock_timestamp()
  from calls r where c.instance_id = r.instance_id and c.node = r.node
),
messages_released as (
  update orchestrator.inbox m set lease_owner = null, claimable_at = clock_timestamp()
  from messages r where m.id = r.id
),
events_released as (
  update orchestrator.outbox e set lease_owner = null, claimable_at = clock_timestamp()
  from events r where e.instance_id = r.instance_id and e.commit = r.commit and e.position = r.position
)
update orchestrator.timer t set lease_owner = null, claimable_at = t.due_at
from timers r where t.instance_id = r.instance_id and t.node = r.node and t.name = r.name`,
};

/** Two index look-ups, whatever the number of rows. */
export const millisecondsToNextDue: Statement = {
  name: 'orchestrator-next-due-1',
  text: `
select ceil(extract(epoch from least(
  (select min(claimable_at) from orchestrator.call),
  (select min(claimable_at) from orchestrator.timer)
) - clock_timestamp()) * 1000)::float8 as milliseconds`,
};
