import { expect, it } from 'vitest';
import { redact } from './redact.js';

it('removes the values of credentials, with and without their scheme', () => {
  const known = [
    { authorization: 'Bearer abcdefghij', 'x-request-id': 'request-1' },
    { shop: { token: { value: 'abcdefgh' }, url: 'http://shop' } },
  ];
  const text = 'got "Bearer abcdefghij" and abcdefghij, abcdefgh for request-1 at http://shop';
  expect(redact(text, known)).toBe('got "***" and ***, *** for request-1 at http://shop');
});

it('leaves texts alone that look like a short credential by chance', () => {
  expect(redact('a is a', [{ password: 'a' }])).toBe('a is a');
});
