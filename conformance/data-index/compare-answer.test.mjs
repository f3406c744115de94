import { expect, test } from 'vitest';
import { compareAnswer } from './compare-answer.mjs';

const answer = (data, errors) => ({ status: 200, body: { data, ...(errors && { errors }) } });
const isAsExpected = (actual, expected) => compareAnswer(actual, expected).length === 0;

test('data has to be the same, whatever the order of keys', () => {
  expect(isAsExpected(answer({ a: 1, b: [1, 2] }), { data: { b: [1, 2], a: 1 } })).toBe(true);
  expect(isAsExpected(answer({ a: 1, b: [2, 1] }), { data: { b: [1, 2], a: 1 } })).toBe(false);
  expect(isAsExpected(answer({ a: 1, b: null }), { data: { a: 1 } })).toBe(false);
});

test('lists at the named paths may be in any order, also in every element of a list', () => {
  const data = {
    list: [
      { id: 1, tags: ['a', 'b'] },
      { id: 2, tags: [] },
    ],
  };
  const other = answer({
    list: [
      { tags: [], id: 2 },
      { tags: ['b', 'a'], id: 1 },
    ],
  });
  expect(isAsExpected(other, { data, unordered: ['list', 'list.*.tags'] })).toBe(true);
  expect(isAsExpected(other, { data, unordered: ['list'] })).toBe(false);
  expect(isAsExpected(other, { data, unordered: ['list.*.tags'] })).toBe(false);
  expect(isAsExpected(answer({ list: [{ id: 1, tags: ['a', 'b'] }] }), { data, unordered: ['list'] })).toBe(
    false,
  );
});

test('elements of lists at the paths of prefixes begin so, and there are as many', () => {
  const expected = { prefixes: { 'list.0.lines': ['one', 'two'] } };
  expect(isAsExpected(answer({ list: [{ lines: ['one 1', 'two 2'] }] }), expected)).toBe(true);
  expect(isAsExpected(answer({ list: [{ lines: ['one 1', 'three'] }] }), expected)).toBe(false);
  expect(isAsExpected(answer({ list: [{ lines: ['one 1', 'two 2', 'more'] }] }), expected)).toBe(false);
  expect(isAsExpected(answer({ list: [] }), expected)).toBe(false);
  const withData = { ...expected, data: { list: [{ id: 1 }] } };
  expect(isAsExpected(answer({ list: [{ id: 1, lines: ['one', 'two'] }] }), withData)).toBe(true);
  expect(isAsExpected(answer({ list: [{ id: 2, lines: ['one', 'two'] }] }), withData)).toBe(false);
});

test('errors have to be those that are expected, and no others', () => {
  const error = { message: 'It is not there: x', extensions: { classification: 'DataFetchingException' } };
  const expected = {
    data: { a: null },
    errors: [{ classification: 'DataFetchingException', messageContains: 'not there' }],
  };
  expect(isAsExpected(answer({ a: null }, [error]), expected)).toBe(true);
  expect(isAsExpected(answer({ a: null }, [error, error]), expected)).toBe(false);
  expect(isAsExpected(answer({ a: null }), expected)).toBe(false);
  expect(isAsExpected(answer({ a: null }, [{ ...error, extensions: {} }]), expected)).toBe(false);
  expect(isAsExpected(answer({ a: null }, [error]), { data: { a: null } })).toBe(false);
  expect(isAsExpected(answer({ a: null }, []), { data: { a: null } })).toBe(false);
});

test('the status is 200, also with errors', () => {
  expect(isAsExpected({ status: 400, body: { data: {} } }, { data: {} })).toBe(false);
});
