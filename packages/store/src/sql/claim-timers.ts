import type { Statement } from '../database/database.js';
import { inTurns, isChosen } from './in-turns.js';

/** A lease has to be over, not nearly. */
const isDue = `claimable_at <= (select clock_timestamp() + $4::float8 * interval '1 millisecond')
    and (lease_owner is null or claimable_at <= clock_timestamp())`;
const columns = 'ctid as place, instance_id, node, name, lease_owner';

/**
 * $1 owner, $2 lease in milliseconds, $3 limit, $4 milliseconds before a timer is due; the longest due first. A row that
 * still names an owner was claimed before, in vain. Why the time is a subquery: see `claimCalls`.
 */
export const claimTimers: Statement = {
  name: 'orchestrator-claim-timers-7',
  text: claim(`
with due as (
  select ${columns} from orchestrator.timer
  where ${isDue}
  order by claimable_at
  limit $3::int
  for update skip locked
)`),
};

/** The same, where workflows take turns. */
export const claimTimersInTurns: Statement = {
  name: 'orchestrator-claim-timers-in-turns-2',
  text: claim(`
with recursive ${inTurns({ table: 'timer', order: ['claimable_at'], due: isDue })}
due as (
  select ${columns} from orchestrator.timer
  where ${isChosen({ due: isDue })}
  for update skip locked
)`),
};

function claim(due: string): string {
  return `${due}
update orchestrator.timer t
set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
where t.ctid = any(array(select place from due))
returning t.instance_id as instance, t.node as node, t.name as name,
  (select d.lease_owner is not null from due d
    where d.instance_id = t.instance_id and d.node = t.node and d.name = t.name) as again,
  extract(epoch from clock_timestamp() - t.due_at)::float8 * 1000 as late,
  extract(epoch from t.due_at)::float8 * 1000 as due`;
}
