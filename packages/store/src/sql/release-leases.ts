import type { Statement } from '../database/database.js';

/** $1 owner; null = every owner. Calls whose lease is over can be claimed as they are: the others are found by its end. */
export const releaseLeases: Statement = {
  text: `
with calls as (
  update orchestrator.call set lease_owner = null, claimable_at = clock_timestamp()
  where ctid = any(array(${heldRows('call', 'and claimable_at > (select clock_timestamp())')}))
),
messages as (
  update orchestrator.inbox set lease_owner = null, claimable_at = clock_timestamp()
  where ctid = any(array(${heldRows('inbox')}))
),
events as (
  update orchestrator.outbox set lease_owner = null, claimable_at = clock_timestamp()
  where ctid = any(array(${heldRows('outbox')}))
)
update orchestrator.timer set lease_owner = null, claimable_at = due_at
where ctid = any(array(${heldRows('timer')}))`,
};

/** The places of the rows of a table that are leased. A row that is locked is being settled or claimed. */
function heldRows(table: 'call' | 'timer' | 'inbox' | 'outbox', besides = ''): string {
  return `select ctid from orchestrator.${table}
    where lease_owner is not null and ($1::text is null or lease_owner = $1) ${besides}
    for update skip locked`;
}
