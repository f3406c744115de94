import { expect, test } from 'vitest';
import { covers, equals } from './compare.mjs';

test('listed keys have to be there, others may be', () => {
  expect(covers({ a: { b: 1, c: 2 }, d: 3 }, { a: { b: 1 } })).toBe(true);
  expect(covers({ a: { b: 2 } }, { a: { b: 1 } })).toBe(false);
  expect(covers({}, { a: 1 })).toBe(false);
});

test('null is covered by null and by nothing at all', () => {
  expect(covers({ a: null }, { a: null, b: null })).toBe(true);
  expect(covers({ a: 0 }, { a: null })).toBe(false);
});

test('lists have to be the same', () => {
  expect(covers({ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] })).toBe(true);
  expect(covers({ a: [1, 2] }, { a: [1] })).toBe(false);
  expect(covers({ a: [{ b: 2, c: 3 }] }, { a: [{ b: 2 }] })).toBe(false);
  expect(covers({ a: { 0: 1 } }, { a: [1] })).toBe(false);
});

test('inherited properties are not there', () => {
  expect(covers({}, { toString: 'x' })).toBe(false);
  expect(covers({}, { constructor: null })).toBe(true);
});

test('equality wants every key on both sides', () => {
  expect(equals({ a: [1], b: null }, { b: null, a: [1] })).toBe(true);
  expect(equals({ a: 1 }, { a: 1, b: 2 })).toBe(false);
  expect(equals({ a: 1, b: 2 }, { a: 1, c: 2 })).toBe(false);
  expect(equals(2, 2.0)).toBe(true);
});
