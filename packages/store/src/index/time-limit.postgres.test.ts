import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InvalidQueryError } from '../errors.js';
import { openStore } from '../open-store.js';
import type { Store } from '../store.js';
import { fill } from '../testing/fill.fixture.js';
import { startPostgres } from '../testing/postgres.fixture.js';
import type { TestPostgres } from '../testing/postgres.fixture.js';
import { PostgresDatabase } from '../database/postgres-database.js';

describe('a list that takes too long', () => {
  let server: TestPostgres;
  let url: string;
  let store: Store;

  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
    store = await openStore({ kind: 'postgres', url });
    const database = new PostgresDatabase(url);
    await database.script(fill(5_000));
    await database.close();
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await server.stop();
  });

  const like = { field: 'variables', path: ['a'], operator: 'like', value: '%a%b%c%' } as const;
  const where = { or: Array(400).fill(like) };

  it('is ended, and the next one is answered', async () => {
    const late = store.index.countInstances({ where, timeLimit: 1 });
    await expect(late).rejects.toThrow(InvalidQueryError);
    await expect(late).rejects.toThrow('0.001 seconds');
    expect(await store.index.countInstances({ timeLimit: 60_000 })).toBeGreaterThan(1_000);
  });

  it('leaves connections to the runs, however many there are of its kind', async () => {
    let ended = 0;
    const reads = Array.from({ length: 24 }, () =>
      store.index.countInstances({ where, timeLimit: 300 }).then(
        () => (ended += 1),
        () => (ended += 1),
      ),
    );
    await store.load('none');
    // Behind all of them it would be answered when most have ended.
    expect(ended).toBeLessThan(12);
    await Promise.all(reads);
  });

  it('cannot change anything meanwhile', async () => {
    const database = new PostgresDatabase(url);
    const text = 'delete from orchestrator.instance returning id';
    await expect(database.read({ text }, [], 1_000)).rejects.toThrow('read-only');
    expect(await database.read({ text: 'select 1 as one' }, [], 1_000)).toEqual([{ one: 1 }]);
    await database.close();
  });

  it('takes no other with it when PostgreSQL ends its connection', async () => {
    const database = new PostgresDatabase(url);
    const end = database.read({ text: 'select pg_terminate_backend(pg_backend_pid())' }, [], 1_000);
    await expect(end).rejects.toThrow();
    expect(await database.read({ text: 'select 1 as one' }, [], 1_000)).toEqual([{ one: 1 }]);
    await database.close();
  });
});
