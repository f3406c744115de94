import type { Statement } from '../database/database.js';

/** $1 instance id. By primary key; prepared, because the runtime reloads after every conflict. */
export const loadInstance: Statement = {
  name: 'orchestrator-load-1',
  text: 'select snapshot::text as snapshot from orchestrator.instance where id = $1',
};
