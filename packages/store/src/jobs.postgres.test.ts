import pg from 'pg';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { JobOrder } from './jobs.js';
import { openStore } from './open-store.js';
import type { Store } from './store.js';
import { startPostgres } from './testing/postgres.fixture.js';
import type { TestPostgres } from './testing/postgres.fixture.js';

let server: TestPostgres;
let store: Store;
let client: pg.Client;

beforeAll(async () => {
  server = await startPostgres();
  const url = await server.createDatabase();
  store = await openStore({ kind: 'postgres', url });
  client = new pg.Client({ connectionString: url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await store.close();
  await server.stop();
});

it('a job that waits to replace another one gets a later revision than any change before it', async () => {
  const order: JobOrder = {
    id: 'a',
    correlationId: 'a',
    expirationTime: 4e12,
    priority: 0,
    callbackEndpoint: 'http://there/',
    recipient: { type: 'http', url: 'http://there/' },
  };
  await store.jobs.create(order);
  const change = `update orchestrator.job set revision = nextval('orchestrator.job_revision') returning revision`;
  await client.query(`begin; select from orchestrator.job for update`);
  const replaced = store.jobs.create(order);
  const waiting = `select from pg_stat_activity where wait_event_type = 'Lock' and query like '%orchestrator.job%'`;
  await vi.waitFor(async () => expect((await client.query(waiting)).rowCount).toBe(1), { timeout: 20_000 });
  const [changed] = (await client.query<{ revision: string }>(change)).rows;
  await client.query('commit');
  await replaced;
  const [now] = (await client.query<{ revision: string }>('select revision from orchestrator.job')).rows;
  expect(Number(now?.revision)).toBeGreaterThan(Number(changed?.revision));
});
