import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres } from '../testing/postgres.fixture.js';
import type { TestPostgres } from '../testing/postgres.fixture.js';
import { PostgresDatabase } from './postgres-database.js';

const planning = {
  text: `select current_setting('plan_cache_mode') as mode, current_setting('enable_seqscan') as scans,
    current_setting('jit') as compiled`,
};

describe('how a statement is planned', () => {
  let server: TestPostgres;
  let database: PostgresDatabase;
  beforeAll(async () => {
    server = await startPostgres();
    database = new PostgresDatabase(await server.createDatabase());
  }, 120_000);
  afterAll(async () => {
    await database.close();
    await server.stop();
  });

  it('that writes: once for all values, with indexes', async () => {
    const expected = [{ mode: 'force_generic_plan', scans: 'off', compiled: 'off' }];
    expect(await database.query(planning)).toEqual(expected);
    expect(await database.transaction([{ statement: planning, values: [] }])).toEqual([expected]);
  });

  it('that reads for clients: for its values, as it costs least', async () => {
    expect(await database.read(planning, [], 1_000)).toMatchObject([
      { mode: 'force_custom_plan', scans: 'on' },
    ]);
  });
});
