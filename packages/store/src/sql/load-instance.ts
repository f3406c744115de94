import type { Statement } from '../database/database.js';

/** $1 instance id. By primary key; prepared, because the runtime reloads after every conflict. */
export const loadInstance: Statement = {
  name: 'orchestrator-load-1',
  text: 'select snapshot::text as snapshot from orchestrator.instance where id = $1',
};

/** $1 instance ids. What is stored of these instances, to learn how a commit ended whose answer was lost. */
export const loadSnapshots: Statement = {
  text: 'select id, snapshot::text as snapshot from orchestrator.instance where id = any($1::text[])',
};
