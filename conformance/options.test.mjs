import { expect, test } from 'vitest';
import { selectCases } from './corpus.mjs';
import { readOptions, UsageError } from './options.mjs';

test('cases and tags can be named several times', () => {
  expect(
    readOptions(['folder', '--case', 'a', '--case', 'b', '--feature', 'x', '--json', 'out.json']),
  ).toEqual({
    help: false,
    folder: 'folder',
    json: 'out.json',
    cases: ['a', 'b'],
    features: ['x'],
    inProcess: false,
    listSkipped: false,
  });
});

test.each([[[]], [['a', 'b']], [['a', '--unknown']]])('%j is a usage mistake', (args) => {
  expect(() => readOptions(args)).toThrow(UsageError);
});

const cases = [
  { id: 'a', feature: ['x'] },
  { id: 'b', feature: ['x', 'y'] },
];

test('without a choice all cases are run, with one only those', () => {
  expect(selectCases(cases, { cases: [], features: [] })).toEqual(cases);
  expect(selectCases(cases, { cases: [], features: ['y'] })).toEqual([cases[1]]);
  expect(selectCases(cases, { cases: ['a'], features: ['x'] })).toEqual([cases[0]]);
});

test('an id or tag that no case has is told', () => {
  expect(() => selectCases(cases, { cases: ['c'], features: ['z'] })).toThrow('c, z');
});
