import type { Statement } from '../database/database.js';

/**
 * $1 owner, $2 the calls that it knows to hold, $3 its lease in milliseconds, $4 how many milliseconds ago it knew that a
 * claim had failed. The calls that were leased to it before then, besides those, were claimed by a statement whose answer it
 * never got: they can be claimed again at once, not when their leases run out. Those whose leases ran out already can be
 * claimed as they are. A row that is locked is being settled.
 */
export const releaseLostCalls: Statement = {
  text: `
update orchestrator.call set lease_owner = null, claimable_at = clock_timestamp()
where ctid = any(array(
  select c.ctid from orchestrator.call c
  where c.lease_owner = $1
    and c.claimable_at > (select clock_timestamp())
    and c.claimable_at <= clock_timestamp() + ($3::float8 - $4::float8) * interval '1 millisecond'
    and not exists (
    select from json_to_recordset($2::json) as h(id text, node integer)
    where h.id = c.instance_id and h.node = c.node)
  for update skip locked))`,
};

/** The same for timers, $2 with their names. */
export const releaseLostTimers: Statement = {
  text: `
update orchestrator.timer set lease_owner = null, claimable_at = due_at
where ctid = any(array(
  select t.ctid from orchestrator.timer t
  where t.lease_owner = $1 and not exists (
    select from json_to_recordset($2::json) as h(id text, node integer, timer text)
    where h.id = t.instance_id and h.node = t.node and h.timer = t.name)
  for update skip locked))`,
};

/** $1 owner, who holds no message. */
export const releaseLostMessages: Statement = { text: releaseAll('inbox') };

/** $1 owner, who holds no event. */
export const releaseLostEvents: Statement = { text: releaseAll('outbox') };

function releaseAll(table: 'inbox' | 'outbox'): string {
  return `
update orchestrator.${table} set lease_owner = null, claimable_at = clock_timestamp()
where ctid = any(array(
  select ctid from orchestrator.${table} where lease_owner = $1 for update skip locked))`;
}
