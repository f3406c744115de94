import type { Statement } from '../database/database.js';

/** Two index look-ups, whatever the number of rows. */
export const millisecondsToNextDue: Statement = {
  name: 'orchestrator-next-due-1',
  text: `
select ceil(extract(epoch from least(
  (select min(claimable_at) from orchestrator.call),
  (select min(claimable_at) from orchestrator.timer)
) - clock_timestamp()) * 1000)::float8 as milliseconds`,
};
