import type { Statement } from '../database/database.js';

/** $1 instance ids. What is stored of these instances, to learn how a commit ended whose answer was lost. */
export const loadSnapshots: Statement = {
  text: `select id, snapshot::text || coalesce(large::text, '') as form from orchestrator.instance where id = any($1::text[])`,
};
