import type { Statement } from '../database/database.js';

/** One index look-up. */
export const millisecondsToNextOutgoing: Statement = {
  name: 'orchestrator-next-event-1',
  text: `
select ceil(extract(epoch from (select min(claimable_at) from orchestrator.outbox) - clock_timestamp()) * 1000)::float8
  as milliseconds`,
};
