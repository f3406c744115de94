import { buildSchema, execute, parse } from 'graphql';
import { expect, it } from 'vitest';
import { countedResolver } from './count-values.js';
import type { ValueCount } from './count-values.js';

const schema = buildSchema(
  'type Query { rows: [Row!] } type Row { id: Int rows: [Row!] later: [Row!] names: [String!] }',
);

it('ends an answer whose rows multiply, and says so once', async () => {
  const row: object = {
    id: 1,
    rows: () => Array.from({ length: 20 }, () => row),
    later: () => Promise.resolve(Array.from({ length: 20 }, () => row)),
  };
  const document = parse('{ rows { rows { rows { later { rows { rows { rows { id } } } } } } } }');
  const contextValue: ValueCount = { values: 0 };
  const { errors } = await execute({
    schema,
    document,
    rootValue: row,
    contextValue,
    fieldResolver: countedResolver,
  });
  expect(new Set(errors).size).toBe(1);
  expect(errors?.[0]?.message).toContain('more than 100000 objects');
  expect(contextValue.values).toBeLessThan(100_100);
});

it('leaves an answer of the usual size as it is', async () => {
  const rootValue = {
    rows: [
      { id: 1, names: ['a', 'b'] },
      { id: 2, later: Promise.resolve([{ id: 3 }]) },
    ],
  };
  const document = parse('{ rows { id names later { id } } }');
  const contextValue: ValueCount = { values: 0 };
  const { data, errors } = await execute({
    schema,
    document,
    rootValue,
    contextValue,
    fieldResolver: countedResolver,
  });
  expect(errors).toBeUndefined();
  expect(data).toEqual({
    rows: [
      { id: 1, names: ['a', 'b'], later: null },
      { id: 2, names: null, later: [{ id: 3 }] },
    ],
  });
  expect(contextValue.values).toBe(5);
});
