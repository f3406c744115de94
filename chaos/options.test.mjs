import { expect, it } from 'vitest';
import { readOptions, UsageError } from './options.mjs';

it('reads what is to be done', () => {
  const args = [
    '--kills',
    '50',
    '--seed',
    '7',
    '--database',
    'pglite',
    '--minutes',
    '3',
    '--json',
    'out.json',
  ];
  expect(readOptions(args)).toEqual({
    help: false,
    kills: 50,
    seed: 7,
    database: 'pglite',
    minutes: 3,
    json: 'out.json',
    keep: false,
  });
});

it('kills ten times on PostgreSQL unless it is told otherwise', () => {
  expect(readOptions([])).toMatchObject({ kills: 10, seed: 1, database: 'postgres', minutes: Infinity });
});

it('refuses what it does not understand', () => {
  for (const args of [['--kills', 'many'], ['--seed', '-1'], ['--database', 'mysql'], ['--colour'], ['now']])
    expect(() => readOptions(args)).toThrow(UsageError);
});
