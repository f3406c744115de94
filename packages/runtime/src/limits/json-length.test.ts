import { expect, test } from 'vitest';
import { isLonger } from './json-length.js';

test.each([
  ['a text', 'x'.repeat(98)],
  ['a list', Array.from({ length: 50 }, () => 1)],
  ['an object', { a: { b: 'x'.repeat(80), c: null, d: true } }],
])('the length of %s is that of its JSON, give or take some commas', (_, value) => {
  const { length } = JSON.stringify(value);
  expect(isLonger(value, length - 8)).toBe(true);
  expect(isLonger(value, length + 8)).toBe(false);
});

test('looks at no more of a value than it needs', () => {
  let looked = 0;
  const costly = new Proxy([1], { get: (list, key) => (looked++, Reflect.get(list, key) as unknown) });
  expect(isLonger([costly, 'x'.repeat(100)], 50)).toBe(true);
  expect(looked).toBe(0);
});
