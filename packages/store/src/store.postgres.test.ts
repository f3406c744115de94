import { afterAll, beforeAll, describe } from 'vitest';
import { PostgresDatabase } from './database/postgres-database.js';
import { indexSuite } from './testing/index.suite.js';
import { openedStore } from './testing/opened-store.fixture.js';
import type { OpenedStore } from './testing/opened-store.fixture.js';
import { startPostgres } from './testing/postgres.fixture.js';
import type { TestPostgres } from './testing/postgres.fixture.js';
import { storeSuite } from './testing/store.suite.js';

let server: TestPostgres;
let opened: OpenedStore;

beforeAll(async () => {
  server = await startPostgres();
  opened = await openedStore(new PostgresDatabase(await server.createDatabase()));
});

afterAll(async () => {
  await opened.store.close();
  await server.stop();
});

describe('the store on PostgreSQL', () => storeSuite(() => opened));
describe('the data index on PostgreSQL', () => indexSuite(() => opened));
