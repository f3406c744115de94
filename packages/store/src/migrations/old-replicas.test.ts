import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { PostgresDatabase } from '../database/postgres-database.js';
import { SqlStore } from '../sql-store.js';
import { changeOf, definitionOf, enteredOf, instanceOf, past } from '../testing/changes.fixture.js';
import { migrateTo } from '../testing/old-schema.fixture.js';
import { startPostgres } from '../testing/postgres.fixture.js';
import type { TestPostgres } from '../testing/postgres.fixture.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations.js';

/** Statements of the release that knew three migrations, by name; each as its lines. */
const file = new URL('../testing/statements-3.fixture.json', import.meta.url);
const texts = Object.entries(JSON.parse(await readFile(file, 'utf8')) as { [name: string]: string[] }).map(
  ([name, lines]): [string, string] => [name, lines.join('\n')],
);
const textOf = (wanted: string): string => texts.find(([name]) => name === wanted)?.[1] ?? '';

describe('a process of an earlier release, while a newer one has migrated the schema', () => {
  let server: TestPostgres;
  let database: PostgresDatabase;
  let store: SqlStore;
  let client: pg.Client;
  let url = '';

  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
    database = new PostgresDatabase(url);
    await migrate(database, migrations);
    store = new SqlStore(database);
    client = new pg.Client({ connectionString: url });
    await client.connect();
  }, 120_000);
  afterAll(async () => {
    await client.end();
    await store.close();
    await server.stop();
  });

  /** A database with the definition of `greeting`, as the release before traces left it, and migrated since. */
  const whereItHasRun = async (): Promise<string> => {
    const former = await server.createDatabase();
    await migrateTo(former, 20);
    const { hash, workflowId, version, name } = definitionOf('greeting');
    const owner = new PostgresDatabase(former);
    await owner.query(
      {
        text: `insert into orchestrator.definition (hash, workflow_id, version, name, annotations, metadata, document)
          values ($1, $2, $3, $4, '[]', '{}', '{}')`,
      },
      [hash, workflowId, version, name],
    );
    await migrate(owner, migrations);
    await owner.close();
    return former;
  };

  it.each(texts)('can still prepare its statement %s', async (_name, text) => {
    await client.query(`prepare former as ${text}`);
    await client.query('deallocate former');
  });

  it('is not stopped by a migration that waits for its statement', async () => {
    const version = migrations.length;
    await client.query('begin');
    await client.query('select count(*) from orchestrator.timer');
    const next = 'alter table orchestrator.timer add column next integer;';
    const migrated = migrate(database, [...migrations, next]);
    // The first try gives up before the statement ends, so that others are served meanwhile.
    const reader = new pg.Client({ connectionString: url });
    await reader.connect();
    await vi.waitFor(
      async () => {
        const { rows } = await reader.query('select 1 from pg_locks where not granted');
        expect(rows).toHaveLength(1);
      },
      { timeout: 30_000, interval: 20 },
    );
    await reader.query('select count(*) from orchestrator.timer');
    await client.query('commit');
    await migrated;
    const { rows } = await reader.query('select version from orchestrator.schema_version');
    expect(rows).toEqual([{ version: version + 1 }]);
    await reader.end();
  });

  it('commits, exchanges and claims beside it', async () => {
    await store.saveDefinition(definitionOf('greeting'));
    await store.commit([changeOf(instanceOf('a', 1))]);
    const change = {
      id: 'a',
      version: 2,
      workflow: 'greeting',
      definition: 'hash-of-greeting',
      state: 1,
      started: 0,
      over: false,
      snapshot: instanceOf('a', 2),
    };
    const node = { id: 'a', node: 1, task: '/states/0', name: 'Greet', type: 'ActionNode', entered: 0 };
    const call = { id: 'a', node: 1, detached: false, effect: { type: 'call' } };
    const timer = { id: 'a', node: 1, name: 'wait', due: 0 };
    const parts = [[change], [node], [], [call], [timer], [], []];
    const { rows } = await client.query(
      textOf('commitChanges'),
      parts.map((part) => JSON.stringify(part)),
    );
    expect(rows).toEqual([{ id: 'a' }]);
    expect(await store.load('a')).toEqual(instanceOf('a', 2));
    expect((await store.index.nodes(['a'])).get('a')).toMatchObject([{ name: 'Greet' }]);
    const claimed = await client.query(textOf('claimCalls'), ['old', 60_000, 10]);
    expect(claimed.rows).toMatchObject([{ instance: 'a' }]);
    expect(await store.claimCalls({ owner: 'new', leaseMs: 60_000, limit: 10 })).toEqual([]);
    expect(await store.claimTimers({ owner: 'new', leaseMs: 60_000, limit: 10 })).toHaveLength(1);
    // What the newer process tells of the node that the older one entered is told together.
    const exit = { type: 'exited', node: 'a:1', at: 5, output: { done: true } } as const;
    await store.commit([changeOf(instanceOf('a', 3), { trace: [exit] })]);
    expect((await store.index.nodes(['a'])).get('a')).toMatchObject([
      { id: 'a:1', name: 'Greet', enter: 0, exit: 5, outputArgs: { done: true } },
    ]);
  });

  it('may leave a node that a newer one entered, where it has run before', async () => {
    const former = await whereItHasRun();
    const newer = new PostgresDatabase(former);
    const earlier = new pg.Client({ connectionString: former });
    await earlier.connect();
    const beside = new SqlStore(newer);
    await beside.commit([changeOf(instanceOf('a', 1), { trace: [enteredOf('a:1', { input: { in: 1 } })] })]);
    const change = {
      id: 'a',
      version: 2,
      definition: 'hash-of-greeting',
      state: 1,
      over: false,
      snapshot: instanceOf('a', 2),
    };
    const left = { id: 'a', node: 1, exited: past + 5, output: { done: true } };
    const parts = [[change], [], [left], [], [], [], []];
    await earlier.query(
      textOf('commitChanges'),
      parts.map((part) => JSON.stringify(part)),
    );
    expect((await beside.index.nodes(['a'])).get('a')).toMatchObject([
      {
        id: 'a:1',
        name: 'Greet',
        enter: past,
        exit: past + 5,
        inputArgs: { in: 1 },
        outputArgs: { done: true },
      },
    ]);
    await beside.commit([changeOf(instanceOf('a', 3), { trace: [enteredOf('a:2')] })]);
    expect((await beside.index.nodes(['a'])).get('a')).toHaveLength(2);
    await earlier.end();
    await beside.close();
  });

  it('is reckoned with for a day', async () => {
    const newer = new PostgresDatabase(await whereItHasRun());
    const [row] = await newer.query({
      text: `select pg_get_triggerdef(oid) as text from pg_trigger where tgrelid = 'orchestrator.trace'::regclass`,
    });
    const [, until = ''] = /WHEN \(\(now\(\) < '(.*?)'/.exec(String(row?.['text'])) ?? [];
    const [left] = await newer.query(
      {
        text: `select extract(epoch from $1::timestamptz - now())::float8 / 3600 as hours`,
      },
      [until],
    );
    expect(left?.['hours']).toBeCloseTo(24, 1);
    await newer.close();
  });

  it('is reckoned with only where it has run, since that has a price', async () => {
    const { rows } = await client.query(
      `select tgname from pg_trigger where tgrelid = 'orchestrator.trace'::regclass`,
    );
    expect(rows).toEqual([]);
  });
});
