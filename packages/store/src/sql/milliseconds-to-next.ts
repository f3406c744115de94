import type { Statement } from '../database/database.js';

/** One index look-up. */
export const millisecondsToNext: Statement = {
  name: 'orchestrator-next-message-1',
  text: `
select ceil(extract(epoch from (select min(claimable_at) from orchestrator.inbox) - clock_timestamp()) * 1000)::float8
  as milliseconds`,
};
