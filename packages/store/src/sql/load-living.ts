import type { Statement } from '../database/database.js';
import { instanceColumns } from './instance-columns.js';

/** $1 workflow id, $2 limit. The states are COMPLETED and ABORTED. */
export const loadLiving: Statement = {
  text: `
select ${instanceColumns} from orchestrator.instance i
where workflow_id = $1 and state not in (2, 3)
order by started_at desc, id limit $2::int`,
};
