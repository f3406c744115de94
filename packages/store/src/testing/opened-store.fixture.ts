import type { Database } from '../database/database.js';
import { migrate } from '../migrations/migrate.js';
import { migrations } from '../migrations/migrations.js';
import { SqlStore } from '../sql-store.js';
import type { Store } from '../store.js';

/** A store under test, with the database below it so that a test can empty it and look into it. */
export interface OpenedStore {
  readonly store: Store;
  readonly database: Database;
  /** Leaves the schema and nothing in it. */
  reset(): Promise<void>;
}

const tables = [
  'instance',
  'node_instance',
  'trace',
  'large_value',
  'call',
  'timer',
  'subscription',
  'inbox',
  'outbox',
  'kept_event',
  'delivery',
  'start_key',
  'dead_letter',
  'job',
  'ingested_event',
  'ingested_definition',
  'ingested_instance',
  'ingested_node',
  'ingested_job',
  'ingested_task',
  'correlation_set',
  'workflow',
  'definition',
];

export async function openedStore(database: Database): Promise<OpenedStore> {
  await migrate(database, migrations);
  const truncate = `truncate ${tables.map((table) => `orchestrator.${table}`).join(', ')}`;
  return { store: new SqlStore(database), database, reset: () => database.script(truncate) };
}
