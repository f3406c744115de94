import { afterAll, beforeAll, expect, it } from 'vitest';
import { PgliteDatabase } from '../database/pglite-database.js';
import { StoreSchemaError } from '../errors.js';
import { migrate } from './migrate.js';
import { migrations } from './migrations.js';

let database: PgliteDatabase;

beforeAll(async () => {
  database = await PgliteDatabase.open(undefined);
});

afterAll(() => database.close());

const first = 'create table orchestrator.one (a int);';
const second = 'alter table orchestrator.one add b int;';

it('brings a schema forward step by step, and does nothing the second time', async () => {
  await migrate(database, [first]);
  await migrate(database, [first, second]);
  await migrate(database, [first, second]);
  expect(await database.query({ text: 'select a, b from orchestrator.one' })).toEqual([]);
});

it('leaves the schema as it was when a migration fails, and goes on from there', async () => {
  const broken = 'alter table orchestrator.one add c int; select no_such_function();';
  await expect(migrate(database, [first, second, broken])).rejects.toThrow('no_such_function');
  await migrate(database, [first, second, 'alter table orchestrator.one add c int;']);
  expect(await database.query({ text: 'select c from orchestrator.one' })).toEqual([]);
});

it('refuses a database that a newer release wrote', async () => {
  await expect(migrate(database, [first])).rejects.toThrow(StoreSchemaError);
});

it('keeps the timers of the first schema as what they were: waits', async () => {
  const former = await PgliteDatabase.open(undefined);
  await migrate(former, migrations.slice(0, 1));
  await former.query({
    text: `insert into orchestrator.timer (instance_id, node, due_at, claimable_at) values ('a', 1, now(), now())`,
  });
  await migrate(former, migrations);
  expect(await former.query({ text: 'select instance_id, node, name from orchestrator.timer' })).toEqual([
    { instance_id: 'a', node: 1, name: 'wait' },
  ]);
  await former.close();
});
