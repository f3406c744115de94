import type { Statement } from '../database/database.js';

/** $1 instance id. By primary key; prepared, because the runtime reloads after every conflict. */
export const loadInstance: Statement = {
  name: 'orchestrator-load-1',
  text: 'select snapshot::text as snapshot from orchestrator.instance where id = $1',
};

/** $1 workflow id, $2 limit. The states are COMPLETED and ABORTED. */
export const loadLiving: Statement = {
  text: `
select snapshot::text as snapshot from orchestrator.instance
where workflow_id = $1 and state not in (2, 3)
order by started_at desc, id limit $2::int`,
};

/** $1 instance ids. What is stored of these instances, to learn how a commit ended whose answer was lost. */
export const loadSnapshots: Statement = {
  text: 'select id, snapshot::text as snapshot from orchestrator.instance where id = any($1::text[])',
};
