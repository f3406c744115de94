import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
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

  it('again after a quarter of a minute', async () => {
    // PostgreSQL works such a function out when it plans.
    await database.script(`create function planned_at() returns float8 language plpgsql immutable as
      'begin return extract(epoch from clock_timestamp()); end'`);
    const statement = { name: 'planned', text: 'select planned_at() as at' };
    const [first] = await database.query(statement);
    expect(await database.query(statement)).toEqual([first]);
    const clock = vi.spyOn(performance, 'now');
    clock.mockReturnValue(performance.now() + 15_001);
    const [second] = await database.query(statement);
    expect(second).not.toEqual(first);
    expect(await database.transaction([{ statement, values: [] }])).toEqual([[second]]);
    clock.mockReturnValue(performance.now() + 15_001);
    expect(await database.transaction([{ statement, values: [] }])).not.toEqual([[second]]);
    clock.mockRestore();
  });

  it('that reads for clients: for its values, as it costs least', async () => {
    expect(await database.read(planning, [], 1_000)).toMatchObject([
      { mode: 'force_custom_plan', scans: 'on' },
    ]);
  });
});
