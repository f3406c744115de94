import type { Statement } from '../database/database.js';

/** $1 type of events. */
export const correlationSets: Statement = {
  name: 'orchestrator-correlation-sets-1',
  text: 'select attributes from orchestrator.correlation_set where event_type = $1',
};
