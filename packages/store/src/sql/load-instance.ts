import type { Statement } from '../database/database.js';
import { instanceColumns } from './instance-columns.js';

/** $1 instance id. By primary key; prepared, because the runtime reloads after every conflict. */
export const loadInstance: Statement = {
  name: 'orchestrator-load-2',
  text: `select ${instanceColumns} from orchestrator.instance i where i.id = $1`,
};
