import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '@orchestrator/definition';
import { changedVariables } from './changed-variables.js';

it('tells of all data at first, then of the smallest parts that changed', () => {
  expect(changedVariables(undefined, { a: 1 })).toEqual([['workflowdata', { a: 1 }]]);
  const before = { same: { x: [1] }, deep: { one: 1, two: 2 }, list: [1], gone: true, was: {} };
  const after = { same: { x: [1] }, deep: { one: 1, two: 3 }, list: [1, 2], was: null, new: { y: 1 } };
  expect(changedVariables(before, after)).toEqual([
    ['workflowdata.deep.two', 3],
    ['workflowdata.list', [1, 2]],
    ['workflowdata.was', null],
    ['workflowdata.new', { y: 1 }],
    ['workflowdata.gone', null],
  ]);
  expect(changedVariables([1], [1])).toEqual([]);
  expect(changedVariables({ a: 1 }, 'text')).toEqual([['workflowdata', 'text']]);
});

it('tells exactly of what is different, whatever the names', () => {
  const names = fc.constantFrom('a', 'b', '__proto__', 'constructor');
  const data = fc.letrec<{ value: Json }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer({ max: 2 }),
      fc.constant(null),
      fc.array(tie('value'), { maxLength: 2 }),
      fc.dictionary(names, tie('value'), { maxKeys: 3, noNullPrototype: true }),
    ),
  })).value;
  fc.assert(
    fc.property(data, data, (before, after) => {
      expect(changedVariables(after, structuredClone(after))).toEqual([]);
      const isSame = JSON.stringify(before) === JSON.stringify(after);
      if (isSame) expect(changedVariables(before, after)).toEqual([]);
      for (const [name, value] of changedVariables(before, after)) {
        let found: unknown = after;
        for (const key of name.split('.').slice(1))
          found = Object.getOwnPropertyDescriptor(Object(found), key)?.value;
        expect(found ?? null).toEqual(value);
      }
    }),
  );
});
