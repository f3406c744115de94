import { describe, expect, it } from 'vitest';
import type { CallError } from '../facts.js';
import { findCatch } from './catch.js';
import { matches } from './match.js';

const http: CallError = {
  code: 'http-status',
  message: 'It answered no.',
  status: 404,
  cause: 'Odd situation',
};

describe('an error matches', () => {
  it.each<[string, CallError, string, boolean]>([
    ['its HTTP status', http, '404', true],
    ['its HTTP status behind a prefix', http, 'HTTP:404', true],
    ['no other status', http, '500', false],
    ['TimedOut for a time limit', { code: 'timeout', message: 'x' }, 'TimedOut', true],
    ['its own code', http, 'http-status', true],
    ['its class', http, 'jakarta.ws.rs.WebApplicationException', true],
    ['a class that it wraps', { code: 'network', message: 'x' }, 'java.io.IOException', true],
    ['a superclass', http, 'java.lang.Exception', true],
    [
      'a superclass of a class that a function named',
      { ...http, classes: ['my.Odd'] },
      'java.lang.RuntimeException',
      true,
    ],
    ['the class that a function named', { ...http, classes: ['my.Odd'] }, 'my.Odd', true],
    [
      'no class that it would have without a named one',
      { ...http, classes: ['my.Odd'] },
      'jakarta.ws.rs.WebApplicationException',
      false,
    ],
    ['its message', { code: 'x', message: 'Odd situation' }, 'Odd situation', true],
    ['what is behind its message', http, 'Odd situation', true],
    ['a regular expression found in it', http, 'Odd sit.*n$', true],
    ['no text that is no regular expression', http, '(', false],
    ['its message, though that is no regular expression', { code: 'x', message: 'Odd (' }, 'Odd (', true],
    ['no status when it has none', { code: 'x', message: 'x' }, 'undefined', false],
    ['no TimedOut when it is about something else', http, 'TimedOut', false],
    ['no regular expression that runs away', { code: 'x', message: 'a'.repeat(40) }, '(a+)+$b', false],
    ['no property of every object', { code: 'constructor', message: 'x' }, 'toString', false],
  ])('%s', (_, error, code, expected) => {
    expect(matches(error, { name: 'e', code })).toBe(expected);
  });

  it('the name of a declaration without a code', () => {
    expect(matches({ code: 'network', message: 'x' }, { name: 'network' })).toBe(true);
  });
});

describe('handlers', () => {
  it('are all tried one way before the next way', () => {
    const handlers = [
      { errors: [{ name: 'any', code: 'java.lang.Exception' }], then: { to: '/any' } },
      { errors: [{ name: 'gone', code: '404' }], then: { to: '/gone' } },
    ];
    expect(findCatch(handlers, http)).toEqual({ to: '/gone' });
    expect(findCatch(handlers, { ...http, status: 500 })).toEqual({ to: '/any' });
    expect(findCatch(undefined, http)).toBeUndefined();
    expect(findCatch([], http)).toBeUndefined();
  });
});
