import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database, Row, Statement } from './database/database.js';
import { PostgresDatabase } from './database/postgres-database.js';
import { SqlDataIndex } from './index/sql-data-index.js';
import { migrate } from './migrations/migrate.js';
import { migrations } from './migrations/migrations.js';
import { fillIngested } from './testing/fill-ingested.fixture.js';
import { fill } from './testing/fill.fixture.js';
import { startPostgres } from './testing/postgres.fixture.js';
import type { TestPostgres } from './testing/postgres.fixture.js';

let server: TestPostgres;
let client: pg.Client;

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.createDatabase();
  const database = new PostgresDatabase(url);
  await migrate(database, migrations);
  await database.close();
  client = new pg.Client({ connectionString: url });
  await client.connect();
  const over = (table: string): string =>
    `update orchestrator.${table} set status = 'EXECUTED' where id not like '%00';`;
  await client.query(
    `${fill(20_000)} ${fillIngested(20_000)} ${over('job')} ${over('ingested_job')} analyze;`,
  );
});
afterAll(async () => {
  await client.end();
  await server.stop();
});

it('the next jobs that wait among many that are over are found by index', async () => {
  const plans: string[] = [];
  const read = async ({ text }: Statement, values?: readonly unknown[]): Promise<Row[]> => {
    const { rows } = await client.query<Record<string, string>>(`explain ${text}`, [...(values ?? [])]);
    plans.push(...rows.map((row) => String(row['QUERY PLAN'])));
    return [];
  };
  const database: Database = {
    query: read,
    read,
    transaction: () => Promise.resolve([]),
    script: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  await new SqlDataIndex(database).jobs({
    where: { field: 'status', operator: 'in', value: ['SCHEDULED', 'RETRY'] },
    orderBy: [{ field: 'expirationTime', descending: false }],
    limit: 10,
  });
  const plan = plans.join('\n');
  expect(plan).toContain('Index Scan using job_by_status on job');
  // Those of other runtimes may also be passed by in the order of their time.
  expect(plan).not.toMatch(/Seq Scan on (?:ingested_)?job/);
});
