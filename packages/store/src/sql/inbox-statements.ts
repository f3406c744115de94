import type { Statement } from '../database/database.js';

/** $1 owner, $2 lease in milliseconds, $3 limit. */
export const claimMessages: Statement = {
  name: 'orchestrator-claim-messages-1',
  text: `
with free as (
  select id from orchestrator.inbox
  where claimable_at <= clock_timestamp()
  order by claimable_at, id
  limit $3::int
  for update skip locked
),
claimed as (
  update orchestrator.inbox m
  set lease_owner = $1, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
  from free f
  where m.id = f.id
  returning m.id, m.receiver, m.kind, m.content
)
select id::text as id, receiver, kind, content::text as content from claimed order by claimed.id`,
};

/** One index look-up. */
export const millisecondsToNext: Statement = {
  name: 'orchestrator-next-message-1',
  text: `
select ceil(extract(epoch from (select min(claimable_at) from orchestrator.inbox) - clock_timestamp()) * 1000)::float8
  as milliseconds`,
};

/** $1 ids. */
export const findMessages: Statement = {
  name: 'orchestrator-find-messages-1',
  text: 'select id::text as id from orchestrator.inbox where id = any($1::bigint[])',
};

/** $1 ids. */
export const discardMessages: Statement = {
  name: 'orchestrator-discard-messages-1',
  text: 'delete from orchestrator.inbox where id = any($1::bigint[])',
};

/**
 * $1 id, $2 milliseconds. Start and instance are exchanged for each other in one commit, so this sees one of them, unless
 * the receiver has never been heard of.
 */
export const returnToSender: Statement = {
  text: `
with message as (
  select id, receiver from orchestrator.inbox where id = $1::bigint
),
hopeless as (
  select m.id from message m
  where not exists (select from orchestrator.instance i where i.id = m.receiver)
    and not exists (select from orchestrator.inbox s where s.receiver = m.receiver and s.kind <> 'fact')
),
removed as (
  delete from orchestrator.inbox m using hopeless h where m.id = h.id returning m.id
),
postponed as (
  update orchestrator.inbox m
  set lease_owner = null, claimable_at = clock_timestamp() + $2::float8 * interval '1 millisecond'
  where m.id in (select id from message except select id from hopeless)
)
select id::text as id from removed`,
};
