import type { Instance } from '@orchestrator/engine';
import { expect, test } from 'vitest';
import { GroupedLoads } from './grouped-loads.js';

function instance(id: string): Instance {
  if (id === 'broken') throw new Error('unreadable');
  return { id } as Instance;
}

function setUp(fail = false) {
  const queries: (readonly string[])[] = [];
  const loads = new GroupedLoads(async (ids) => {
    queries.push(ids);
    if (fail) throw new Error('away');
    return new Map(ids.filter((id) => id !== 'gone').map((id) => [id, () => instance(id)]));
  });
  return { loads, queries };
}

test('instances that are asked for at the same moment are read together', async () => {
  const { loads, queries } = setUp();
  const later = Promise.resolve().then(() => loads.load('b'));
  const found = await Promise.all([loads.load('a'), loads.load('gone'), loads.load('a'), later]);
  expect(found).toEqual([{ id: 'a' }, undefined, { id: 'a' }, { id: 'b' }]);
  expect(queries).toEqual([['a', 'gone', 'b']]);
  await loads.load('c');
  expect(queries).toHaveLength(2);
});

test('no query reads more than a hundred', async () => {
  const { loads, queries } = setUp();
  await Promise.all(Array.from({ length: 250 }, (_, index) => loads.load(`run-${index}`)));
  expect(queries.map((ids) => ids.length)).toEqual([100, 100, 50]);
});

test('an instance that cannot be read takes no other with it', async () => {
  const { loads } = setUp();
  const [broken, other] = await Promise.allSettled([loads.load('broken'), loads.load('other')]);
  expect(broken.status).toBe('rejected');
  expect(other).toEqual({ status: 'fulfilled', value: { id: 'other' } });
});

test('everybody learns that a query failed', async () => {
  const { loads } = setUp(true);
  const failures = await Promise.allSettled([loads.load('a'), loads.load('b')]);
  expect(failures.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
