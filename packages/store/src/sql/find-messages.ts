import type { Statement } from '../database/database.js';

/** $1 ids. */
export const findMessages: Statement = {
  name: 'orchestrator-find-messages-1',
  text: 'select id::text as id from orchestrator.inbox where id = any($1::bigint[])',
};
