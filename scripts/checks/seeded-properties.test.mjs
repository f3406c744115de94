import fc from 'fast-check';
import { expect, test } from 'vitest';

test('property tests draw the examples of the seed that is set', () => {
  const seed = process.env.PROPERTY_SEED ?? '20261127';
  const drawn = fc.check(fc.property(fc.integer(), () => true)).seed;
  if (seed === 'random') expect(Number.isInteger(drawn)).toBe(true);
  else expect(drawn).toBe(Number(seed));
});
