import { describe, expect, it } from 'vitest';
import { isHeader, RequestHeaders } from './request-headers.js';

describe('the headers of a request', () => {
  it('have one value a name, whatever its case', () => {
    const headers = new RequestHeaders({ Accept: 'a/b', 'X-Own': '1' });
    headers.set('accept', 'c/d');
    expect([...headers]).toEqual([
      ['accept', 'c/d'],
      ['x-own', '1'],
    ]);
    expect(headers.has('ACCEPT')).toBe(true);
    expect(headers.has('host')).toBe(false);
  });

  it.each([
    ['', 'no name'],
    ['a b', 'a blank in the name'],
    ['a:', 'a colon in the name'],
    ['a', 'a line\r\nx-admin: true'],
    ['a', 'a\u0000'],
    ['a', '\u65e5'],
  ])('are refused where %j: %j could not be sent', (name, value) => {
    expect(() => new RequestHeaders([[name, value]])).toThrow(TypeError);
    expect(isHeader(name, value)).toBe(false);
    expect(() => new Headers([[name, value]])).toThrow(TypeError);
  });
});
