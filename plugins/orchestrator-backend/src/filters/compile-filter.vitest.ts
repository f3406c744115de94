import { InputError } from '@backstage/errors';
import type { Filter } from '@orchestrator/plugin-orchestrator-common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { condition, filterTree, timeCondition, VALUES } from '../testing/filters.fixture';
import { filterMatches, whereMatches, type Row } from '../testing/index-semantics.fixture';
import { compileFilter } from './compile-filter';

const FIELDS = new Map([
  ['and', 'ProcessInstanceArgument'],
  ['id', 'IdArgument'],
  ['processId', 'StringArgument'],
  ['businessKey', 'StringArgument'],
  ['state', 'ProcessInstanceStateArgument'],
  ['start', 'DateArgument'],
  ['end', 'DateArgument'],
  ['error', 'ProcessInstanceErrorArgument'],
  ['variables', 'JSON'],
]);
const compile = (filter: Filter) => compileFilter(filter, FIELDS);
const nullable = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const row: fc.Arbitrary<Row> = fc.record({
  processId: fc.constantFrom(...VALUES.processIds),
  businessKey: nullable(fc.constantFrom('x', 'y')),
  state: fc.constantFrom(...VALUES.states),
  start: fc.constantFrom(...VALUES.times),
  end: nullable(fc.constantFrom(...VALUES.times)),
  variables: fc.record({ workflowdata: fc.record({ name: nullable(fc.constantFrom(...VALUES.names)) }) }),
});

describe('compileFilter', () => {
  it('keeps the meaning of any tree under the flattening of the data index', () => {
    const tree = filterTree(fc.oneof(condition, timeCondition));
    fc.assert(
      fc.property(tree, row, (filter, candidate) => {
        const compiled = compile(filter);
        const actual = typeof compiled === 'boolean' ? compiled : whereMatches(compiled, candidate);
        expect(actual === true).toBe(filterMatches(filter, candidate) === true);
      }),
      { numRuns: 2000 },
    );
  });

  it('makes OR mean OR, whatever the fields', () => {
    const filters: Filter[] = [
      { field: 'processId', operator: 'EQ', value: 'greet' },
      { field: 'state', operator: 'EQ', value: 'ERROR' },
    ];
    expect(compile({ operator: 'OR', filters })).toEqual({
      or: [{ processId: { equal: 'greet' } }, { state: { equal: 'ERROR' } }],
    });
  });

  it('keeps two conditions on one field', () => {
    const filters: Filter[] = [
      { field: 'start', operator: 'GT', value: '2026-01-01' },
      { field: 'start', operator: 'LT', value: '2026-02-01T10:00:00+02:00' },
    ];
    expect(compile({ operator: 'AND', filters })).toEqual({
      and: [
        { start: { greaterThan: '2026-01-01T00:00:00.000Z' } },
        { start: { lessThan: '2026-02-01T08:00:00.000Z' } },
      ],
    });
  });

  it('nests AND inside OR in an object of its own', () => {
    const state: Filter = { field: 'state', operator: 'EQ', value: 'ERROR' };
    const id: Filter = { field: 'processId', operator: 'EQ', value: 'a' };
    const both: Filter = { operator: 'AND', filters: [state, id] };
    expect(compile({ operator: 'OR', filters: [both, id] })).toEqual({
      or: [
        { and: [{ state: { equal: 'ERROR' } }, { processId: { equal: 'a' } }] },
        { processId: { equal: 'a' } },
      ],
    });
  });

  it('never lets an empty IN match everything', () => {
    expect(compile({ field: 'processId', operator: 'IN', value: [] })).toBe(false);
    expect(compile({ field: 'state', operator: 'IN', value: [] })).toBe(false);
  });

  it('compares values inside variables with their own type', () => {
    const nested: Filter = {
      field: 'variables',
      nested: { field: 'workflowdata', nested: { field: 'count', operator: 'GTE', value: 3 } },
    };
    expect(compile(nested)).toEqual({ variables: { workflowdata: { count: { greaterThanEqual: 3 } } } });
  });

  it.each(['true', 1, true])('takes %s as true for IS_NULL', (value) => {
    expect(compile({ field: 'end', operator: 'IS_NULL', value })).toEqual({ end: { isNull: true } });
  });

  it('reaches a variable called __proto__', () => {
    const compiled = compile({
      field: 'variables',
      nested: { field: '__proto__', operator: 'EQ', value: 'a' },
    });
    expect(JSON.stringify(compiled)).toBe('{"variables":{"__proto__":{"equal":"a"}}}');
  });

  it.each<[string, Filter]>([
    ['an unknown field', { field: 'nope', operator: 'EQ', value: 'a' }],
    ['an inherited name', { field: 'constructor', operator: 'EQ', value: 'a' }],
    ['a logical operator as a field', { field: 'and', operator: 'EQ', value: 'a' }],
    ['a field of a type without comparisons', { field: 'error', operator: 'EQ', value: 'a' }],
    ['an operator that the type lacks', { field: 'id', operator: 'LIKE', value: 'a' }],
    ['a time that is none', { field: 'start', operator: 'GT', value: 'yesterday' }],
    ['a state that is none', { field: 'state', operator: 'EQ', value: 'DONE' }],
    ['a plain filter on an object', { field: 'variables', operator: 'EQ', value: 'a' }],
    ['a nested filter on a value', { field: 'state', nested: { field: 'a', operator: 'EQ', value: 'a' } }],
    [
      'a variable called like an operator',
      { field: 'variables', nested: { field: 'equal', operator: 'EQ', value: 1 } },
    ],
  ])('refuses %s', (_what, filter) => {
    expect(() => compile(filter)).toThrow(InputError);
  });
});
