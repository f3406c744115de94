import type { Statement } from '../database/database.js';

/** $1 types of events. */
export const correlationSets: Statement = {
  name: 'orchestrator-correlation-sets-2',
  text: 'select event_type, attributes from orchestrator.correlation_set where event_type = any($1::text[])',
};
