import type { Statement } from '../database/database.js';
import { inTurns, isChosen } from './in-turns.js';

const isDue = 'claimable_at <= (select clock_timestamp())';
const order = ['claimable_at', 'id'] as const;

/** $1 owner, $2 lease in milliseconds, $3 limit; the oldest first. Why the time is a subquery: see `claimCalls`. */
export const claimMessages: Statement = {
  name: 'orchestrator-claim-messages-3',
  text: claim(`
with free as (
  select ctid as place from orchestrator.inbox
  where ${isDue}
  order by ${order.join(', ')}
  limit $3::int
  for update skip locked
)`),
};

/** The same, where workflows take turns. */
export const claimMessagesInTurns: Statement = {
  name: 'orchestrator-claim-messages-in-turns-2',
  text: claim(`
with recursive ${inTurns({ table: 'inbox', order, due: isDue })}
free as (
  select ctid as place from orchestrator.inbox
  where ${isChosen({ due: isDue })}
  for update skip locked
)`),
};

function claim(free: string): string {
  return `${free},
claimed as (
  update orchestrator.inbox m
  set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
  where m.ctid = any(array(select place from free))
  returning m.id, m.receiver, m.kind, m.content
)
select id::text as id, receiver, kind, content::text as content from claimed order by claimed.id`;
}
