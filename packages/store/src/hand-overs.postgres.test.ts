import knex from 'knex';
import type { Knex } from 'knex';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStore } from './open-store.js';
import type { StoreOptions } from './open-store.js';
import type { Store } from './store.js';
import { startPostgres } from './testing/postgres.fixture.js';
import type { TestPostgres } from './testing/postgres.fixture.js';

describe('what one process leaves to others', { timeout: 60_000 }, () => {
  let server: TestPostgres;
  let teller: Store;
  let url: string;
  const soon = { timeout: 30_000, interval: 10 };
  let client: pg.Client;
  const who = `from pg_stat_activity where query like 'listen orchestrator%'`;
  /** How many connections listen. */
  const listening = async (): Promise<number | null> => (await client.query(`select 1 ${who}`)).rowCount;

  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
    teller = await openStore({ kind: 'postgres', url });
    client = new pg.Client(url);
    await client.connect();
  }, 120_000);
  afterAll(async () => {
    await client.end();
    await teller.close();
    await server.stop();
  });

  it.each([
    ['its own pool', (): StoreOptions => ({ kind: 'postgres', url })],
    ['a small pool of knex', (): StoreOptions => ({ kind: 'knex', knex: pool() })],
  ])('is told to all who listen, through %s, also after the connection was lost', async (_name, options) => {
    const store = await openStore(options());
    const heard = [vi.fn(), vi.fn()];
    const [first, second] = heard;
    const stop = heard.map((listener) => store.onHandOver(listener));
    // Being connected counts as a notification: something may have been missed before.
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(1), soon);
    await teller.releaseLeases('gone');
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(2), soon);
    expect(first).toHaveBeenCalledTimes(2);
    expect(await listening()).toBe(1);
    await client.query(`select pg_terminate_backend(pid) ${who}`);
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(3), soon);
    await teller.handOver('gone', [{ instanceId: 'a', node: 'a:1' }]);
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(4), soon);
    stop[0]?.();
    await teller.jobs.release('gone');
    await vi.waitFor(() => expect(second).toHaveBeenCalledTimes(5), soon);
    expect(first).toHaveBeenCalledTimes(4);
    await store.close();
    await vi.waitFor(async () => expect(await listening()).toBe(0), soon);
  });

  const pools: { destroy(): Promise<void> }[] = [];
  function pool(): Knex {
    const made = knex({ client: 'pg', connection: url, pool: { min: 0, max: 1 } });
    pools.push(made);
    return made;
  }
  afterAll(() => Promise.all(pools.map((made) => made.destroy())));
});
