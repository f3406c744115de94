import type { Statement } from '../database/database.js';
import { milliseconds } from './milliseconds.js';

const columns = `id::text as id, kind, instance_id, content::text as content, message_kind, attempts, reason,
  ${milliseconds('first_failed_at')} as first_failed, ${milliseconds('given_up_at')} as given_up`;

/** $1 kind or null, $2 instance or null, $3 id or null: only those behind it, $4 limit. */
export const listNewestDeadLetters: Statement = {
  text: `
select ${columns} from orchestrator.dead_letter
where ($1::text is null or kind = $1) and ($2::text is null or instance_id = $2)
  and ($3::bigint is null or id < $3::bigint)
order by dead_letter.id desc limit $4::int`,
};

/** The same in the other order. */
export const listOldestDeadLetters: Statement = {
  text: `
select ${columns} from orchestrator.dead_letter
where ($1::text is null or kind = $1) and ($2::text is null or instance_id = $2)
  and ($3::bigint is null or id > $3::bigint)
order by dead_letter.id limit $4::int`,
};

/** $1 id. */
export const loadDeadLetter: Statement = {
  text: `select ${columns} from orchestrator.dead_letter where id = $1::bigint`,
};

export const countDeadLetters: Statement = {
  text: 'select count(*)::float8 as count from orchestrator.dead_letter',
};

/**
 * $1 ids. One statement, so that a letter is in one place at every moment. Tries and their time count anew; an event gets
 * its former key, and with it its former place.
 */
export const replayDeadLetters: Statement = {
  text: `
with taken as (
  delete from orchestrator.dead_letter where id = any($1::bigint[]) returning *
),
events as (
  insert into orchestrator.outbox (instance_id, commit, position, event)
  select instance_id, commit, position, content from taken where kind = 'event'
  order by instance_id, commit, position
  on conflict do nothing
),
messages as (
  insert into orchestrator.inbox (receiver, kind, content, workflow_id, business_key, correlation_key)
  select instance_id, message_kind, content, workflow_id, business_key, correlation_key from taken
  where kind = 'message' order by taken.id
)
select id::text as id from taken order by taken.id`,
};

/** $1 ids. */
export const removeDeadLetters: Statement = {
  text: 'delete from orchestrator.dead_letter where id = any($1::bigint[]) returning id::text as id',
};
