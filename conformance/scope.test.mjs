import { expect, test } from 'vitest';
import { exclusions } from './exclusions.mjs';
import { reasonToSkip } from './scope.mjs';

test('a case that needs nothing outside is run', () => {
  expect(reasonToSkip({ id: 'a', start: { body: {} }, expect: { status: 201 } })).toBeUndefined();
  expect(
    reasonToSkip({
      id: 'a',
      requires: 'stand-ins for host-language functions',
      expect: { definition: 'accepted' },
    }),
  ).toBeUndefined();
});

test('a case that needs something that is not there is left out with a reason', () => {
  expect(reasonToSkip({ id: 'a', requires: ['a quantum computer'] })).toMatch(/quantum/);
});

test('excluded cases say why', () => {
  for (const [id, reason] of exclusions) expect(reasonToSkip({ id })).toBe(reason);
});
