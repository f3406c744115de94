import type { Statement } from '../database/database.js';

/** $1 instance, $2 commit, $3 position, $4 milliseconds. */
export const postponeOutgoing: Statement = {
  name: 'orchestrator-postpone-event-1',
  text: `
update orchestrator.outbox
set attempts = attempts + 1, lease_owner = null,
  claimable_at = clock_timestamp() + $4::float8 * interval '1 millisecond'
where instance_id = $1 and commit = $2::bigint and position = $3::int`,
};
