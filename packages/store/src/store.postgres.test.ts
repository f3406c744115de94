import knex from 'knex';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { lockStatement } from './commit/lock-statement.js';
import { StoreOptionsError, StoreUnavailableError } from './errors.js';
import { migrate } from './migrations/migrate.js';
import { migrations } from './migrations/migrations.js';
import { openStore } from './open-store.js';
import type { LockName } from './rows/lock-names.js';
import { startProxy } from './testing/breakable-proxy.fixture.js';
import { callOf, changeOf, definitionOf, instanceOf } from './testing/changes.fixture.js';
import { PostgresDatabase } from './database/postgres-database.js';
import { backlogSuite } from './testing/backlog-suite.fixture.js';
import { deadLetterSuite } from './testing/dead-letter-suite.fixture.js';
import { exchangeSuite } from './testing/exchange-suite.fixture.js';
import { indexSuite } from './testing/index-suite.fixture.js';
import { jobSuite } from './testing/job-suite.fixture.js';
import { ingestSuite } from './testing/ingest-suite.fixture.js';
import { largeSuite } from './testing/large-suite.fixture.js';
import { leaseSuite } from './testing/lease-suite.fixture.js';
import { lockSuite } from './testing/lock-suite.fixture.js';
import { openedStore } from './testing/opened-store.fixture.js';
import type { OpenedStore } from './testing/opened-store.fixture.js';
import { startPostgres } from './testing/postgres.fixture.js';
import type { TestPostgres } from './testing/postgres.fixture.js';
import { outgoingSuite } from './testing/outgoing-suite.fixture.js';
import { shareSuite } from './testing/share-suite.fixture.js';
import { retentionSuite } from './testing/retention-suite.fixture.js';
import { startKeySuite } from './testing/start-key-suite.fixture.js';
import { storeSuite } from './testing/store-suite.fixture.js';

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
describe('leases on PostgreSQL', () => leaseSuite(() => opened));
describe('the exchange on PostgreSQL', () => exchangeSuite(() => opened));
describe('the data index on PostgreSQL', () => indexSuite(() => opened));
describe('dead letters on PostgreSQL', () => deadLetterSuite(() => opened));
describe('outgoing events on PostgreSQL', () => outgoingSuite(() => opened));
describe('shares on PostgreSQL', () => shareSuite(() => opened));
describe('locks on PostgreSQL', () => lockSuite(() => opened));
describe('large values on PostgreSQL', () => largeSuite(() => opened));
describe('ingest on PostgreSQL', () => ingestSuite(() => opened));
describe('retention on PostgreSQL', () => retentionSuite(() => opened));
describe('keys of starts on PostgreSQL', () => startKeySuite(() => opened));
describe('the backlog on PostgreSQL', () => backlogSuite(() => opened));
describe('jobs on PostgreSQL', () => jobSuite(() => opened));

describe('two transactions on PostgreSQL', () => {
  const nameOf = (n: number) => ({ name: `name ${n}`, shared: false });
  const many = Array.from({ length: 501 }, (_, n) => nameOf(n));

  it.each([
    ['wait for each other when one has too many names to lock them one by one', many, [nameOf(777)], true],
    ['wait for each other when they share a name', [nameOf(1), nameOf(2)], [nameOf(2), nameOf(3)], true],
    ['do not wait for each other when they share none', [nameOf(1), nameOf(2)], [nameOf(3)], false],
  ])('%s', async (_title, held, wanted, waits) => {
    const url = await server.createDatabase();
    const [first, second] = [new pg.Client(url), new pg.Client(url)];
    await Promise.all([first.connect(), second.connect()]);
    const lock = (client: pg.Client, names: readonly LockName[]) => {
      const { statement, values } = lockStatement(names);
      return client.query(statement.text, [...values]);
    };
    try {
      await first.query('begin');
      await lock(first, held);
      await second.query("begin; set local lock_timeout = '100ms'");
      const outcome = await lock(second, wanted).then(
        () => 'locked',
        (error: unknown) => (error as { code?: string }).code,
      );
      expect(outcome).toBe(waits ? '55P03' : 'locked');
    } finally {
      await Promise.all([first.end(), second.end()]);
    }
  });
});

describe('a group that waits for another transaction', () => {
  it('writes nothing of the change that the other one made impossible, and all of the rest', async () => {
    const url = await server.createDatabase();
    const { store } = await openedStore(new PostgresDatabase(url));
    const other = new pg.Client(url);
    await other.connect();
    try {
      await store.saveDefinition(definitionOf('greeting'));
      const ids = ['meets', 'meets-not'];
      await store.commit(ids.map((id) => changeOf(instanceOf(id, 1))));
      await other.query('begin');
      await other.query(`update orchestrator.instance set commit = 2, snapshot = '{}' where id = 'meets'`);
      const outcomes = store.commit(
        ids.map((id) => changeOf(instanceOf(id, 2), { effects: [callOf(`${id}:1`)] })),
      );
      const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await vi.waitUntil(async () => (await other.query(waiting)).rowCount === 1, 10_000);
      await other.query('commit');
      expect(await outcomes).toEqual(['conflict', 'committed']);
      const calls = await other.query('select instance_id as id from orchestrator.call');
      expect(calls.rows).toEqual([{ id: 'meets-not' }]);
      const kept = await other.query(
        `select snapshot::text as snapshot from orchestrator.instance where id = 'meets'`,
      );
      expect(kept.rows).toEqual([{ snapshot: '{}' }]);
    } finally {
      await other.end();
      await store.close();
    }
  });
});

describe('a connection to PostgreSQL', () => {
  it.each(['request', 'reply'] as const)(
    'lost with the %s of a commit does not lose its outcome',
    async (what) => {
      const url = new URL(await server.createDatabase());
      const proxy = await startProxy(url);
      url.port = String(proxy.port);
      const store = await openStore({ kind: 'postgres', url: url.href });
      await store.saveDefinition(definitionOf('greeting'));
      const large = (letter: string) => ({ variables: { long: letter.repeat(70_000) } });
      await store.commit([changeOf(instanceOf('old', 1, large('x')))]);
      proxy.breakNext(what);
      const mine = changeOf(instanceOf('new', 1, large('x')), { effects: [callOf('new:1')] });
      // Differs from what is stored only in what stands beside its row.
      const late = changeOf(instanceOf('old', 1, large('y')));
      expect(await store.commit([mine, late])).toEqual(['committed', 'conflict']);
      expect(await store.claimCalls({ owner: 'me', leaseMs: 1000, limit: 10 })).toHaveLength(1);
      await store.close();
      await proxy.close();
    },
  );

  it('with a wrong password is refused without showing it', async () => {
    const url = new URL(await server.createDatabase());
    url.password = 'wr0ng';
    const failure = await openStore({ kind: 'postgres', url: url.href }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreUnavailableError);
    expect(String(failure)).toContain('password authentication failed');
    expect(String(failure)).not.toContain('wr0ng');
  });
});

describe('a knex instance', () => {
  it('on client pg serves as the way to PostgreSQL, and stays open when the store closes', async () => {
    const pool = knex({ client: 'pg', connection: await server.createDatabase() });
    const store = await openStore({ kind: 'knex', knex: pool });
    await store.saveDefinition(definitionOf('greeting'));
    expect(await store.commit([changeOf(instanceOf('a', 1))])).toEqual(['committed']);
    expect(await store.load('a')).toEqual(instanceOf('a', 1));
    await store.close();
    await expect(store.load('a')).rejects.toThrow(StoreUnavailableError);
    expect(await pool('orchestrator.instance').select('id')).toEqual([{ id: 'a' }]);
    await pool.destroy();
  });

  it('on another client is refused', async () => {
    const pool = knex({ client: 'better-sqlite3', connection: ':memory:', useNullAsDefault: true });
    await expect(openStore({ kind: 'knex', knex: pool })).rejects.toThrow(StoreOptionsError);
    await pool.destroy();
  });
});

describe('migrations', () => {
  it('run once when several processes start at the same time', async () => {
    const url = await server.createDatabase();
    const databases = Array.from({ length: 4 }, () => new PostgresDatabase(url));
    await Promise.all(databases.map((database) => migrate(database, migrations)));
    const [row] =
      (await databases[0]?.query({
        text: 'select count(*)::int as n, max(version) as v from orchestrator.schema_version',
      })) ?? [];
    expect(row).toEqual({ n: 1, v: migrations.length });
    await Promise.all(databases.map((database) => database.close()));
  });
});
