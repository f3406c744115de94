import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database, Row, Statement } from './database/database.js';
import { SqlDataIndex } from './index/sql-data-index.js';
import { fillIngested } from './testing/fill-ingested.fixture.js';
import { fill } from './testing/fill.fixture.js';
import { filledPostgres } from './testing/filled-postgres.fixture.js';
import type { FilledPostgres } from './testing/filled-postgres.fixture.js';

const over = (table: string): string =>
  `update orchestrator.${table} set status = 'EXECUTED' where id not like '%00';`;

let filled: FilledPostgres;
beforeAll(async () => {
  filled = await filledPostgres(
    `${fill(20_000)} ${fillIngested(20_000)} ${over('job')} ${over('ingested_job')}`,
  );
  // Lists are planned for their own values.
  await filled.client.query('reset plan_cache_mode');
}, 120_000);
afterAll(() => filled.close());

it('the next jobs that wait among many that are over are found by index', async () => {
  const plans: string[] = [];
  const read = async ({ text }: Statement, values?: readonly unknown[]): Promise<Row[]> => {
    const { rows } = await filled.client.query<Record<string, string>>(`explain ${text}`, [
      ...(values ?? []),
    ]);
    plans.push(...rows.map((row) => String(row['QUERY PLAN'])));
    return [];
  };
  const database: Database = {
    query: read,
    read,
    transaction: () => Promise.resolve([]),
    script: () => Promise.resolve(),
    listen: () => () => undefined,
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
