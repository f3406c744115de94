import { Settings } from '@orchestrator/runtime';
import { expect, it } from 'vitest';
import { Users } from './users.js';

const users = (shared: Record<string, string>) => {
  const all = { enabled: 'true', 'plain-text': 'true', ...shared };
  const keys = Object.entries(all).map(
    ([key, value]) => [`quarkus.security.users.embedded.${key}`, value] as const,
  );
  return new Users(new Settings({ shared: new Map(keys) }));
};

it('know their own password only', () => {
  const known = users({ 'users.ada': 'a', 'users."b.c"': 'b' });
  const pairs = [
    ['ada', 'a'],
    ['b.c', 'b'],
    ['ada', 'b'],
    ['ada', ''],
    ['eve', ''],
    ['eve', 'a'],
  ] as const;
  expect(pairs.map(([name, password]) => known.knows(name, password))).toEqual([
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
});

it.each<[Record<string, string>, string]>([
  [{ 'users.ada': 'a', enabled: 'false' }, 'enabled=true'],
  [{ 'users.ada': 'a', 'plain-text': 'false' }, 'plain-text=true'],
  [{}, 'no user'],
  [{ 'users.ada': '' }, 'empty password'],
])('refuse %j', (shared, message) => {
  expect(() => users(shared)).toThrow(message);
});
