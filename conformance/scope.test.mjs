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

test.each([
  [{ requires: ['a quantum computer'] }, /quantum/],
  [{ after: { lifecycle: [] } }, /lifecycle/],
])('%j is left out with a reason', (part, reason) => {
  expect(reasonToSkip({ id: 'a', ...part })).toMatch(reason);
});

test('excluded cases say why', () => {
  for (const [id, reason] of exclusions) expect(reasonToSkip({ id })).toBe(reason);
});
