import type { Statement } from '../database/database.js';
import { inTurns, isChosen } from './in-turns.js';

const isDue = 'claimable_at <= (select clock_timestamp())';
const order = ['claimable_at', 'instance_id', 'commit', 'position'] as const;
const columns = 'ctid as place, instance_id, commit, position';

/**
 * $1 owner, $2 lease in milliseconds, $3 limit; the oldest first. Only the first event of an instance is handed out; one
 * that was found behind another comes up again together with it, or as soon as that one has been sent. Why the time is a
 * subquery: see `claimCalls`.
 */
export const claimOutgoing: Statement = {
  name: 'orchestrator-claim-events-3',
  text: claim(`
with free as (
  select ${columns} from orchestrator.outbox
  where ${isDue}
  order by ${order.join(', ')}
  limit $3::int
  for update skip locked
)`),
};

/** The same, where workflows take turns. */
export const claimOutgoingInTurns: Statement = {
  name: 'orchestrator-claim-events-in-turns-2',
  text: claim(`
with recursive ${inTurns({ table: 'outbox', order, due: isDue })}
free as (
  select ${columns} from orchestrator.outbox
  where ${isChosen({ due: isDue })}
  for update skip locked
)`),
};

function claim(free: string): string {
  return `${free},
judged as (
  select f.place, exists (
    select from orchestrator.outbox e
    where e.instance_id = f.instance_id and (e.commit, e.position) < (f.commit, f.position)
  ) as behind
  from free f
),
deferred as (
  update orchestrator.outbox o
  set lease_owner = null, claimable_at = greatest(
    (select max(e.claimable_at) from orchestrator.outbox e
      where e.instance_id = o.instance_id and (e.commit, e.position) < (o.commit, o.position)),
    clock_timestamp() + $2::float8 * interval '1 millisecond')
  where o.ctid = any(array(select place from judged where behind))
)
update orchestrator.outbox o
set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
where o.ctid = any(array(select place from judged where not behind))
returning o.instance_id as instance, o.commit::float8 as commit, o.position, o.event::text as event, o.attempts`;
}
