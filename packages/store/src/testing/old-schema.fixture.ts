import { PostgresDatabase } from '../database/postgres-database.js';
import { migrate } from '../migrations/migrate.js';
import { migrations } from '../migrations/migrations.js';

/** Rows by the names of their tables, with the columns that the tables had then. */
export interface OldRows {
  readonly [table: string]: readonly object[];
}

/** How many migrations there are. */
export const newestVersion = migrations.length;

/** Gives an empty database the schema of this version. */
export async function migrateTo(url: string, version: number): Promise<void> {
  const database = new PostgresDatabase(url);
  await migrate(database, migrations.slice(0, version));
  await database.close();
}

/** Writes rows as an old release left them into the schema that they were written for. */
export async function writeOldRows(url: string, tables: OldRows): Promise<void> {
  const database = new PostgresDatabase(url);
  for (const [table, rows] of Object.entries(tables)) {
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    if (columns === '') continue;
    const text = `
insert into orchestrator.${table} (${columns}) overriding system value
select ${columns} from json_populate_recordset(null::orchestrator.${table}, $1::json)`;
    await database.query({ text }, [JSON.stringify(rows)]);
  }
  // Ids that were given out are not given out again.
  await database.script(
    `select setval(pg_get_serial_sequence('orchestrator.inbox', 'id'), (select max(id) from orchestrator.inbox));`,
  );
  await database.close();
}
