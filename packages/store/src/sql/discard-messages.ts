import type { Statement } from '../database/database.js';

/** $1 ids. */
export const discardMessages: Statement = {
  name: 'orchestrator-discard-messages-1',
  text: 'delete from orchestrator.inbox where id = any($1::bigint[])',
};
