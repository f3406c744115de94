import type { Statement } from '../database/database.js';
import { instanceColumns } from './instance-columns.js';

/** $1 instance ids. By primary key; prepared, because nearly every step of a run that waited begins with it. */
export const loadInstances: Statement = {
  name: 'orchestrator-load-3',
  text: `select i.id, ${instanceColumns} from orchestrator.instance i where i.id = any($1::text[])`,
};
