import type { FieldFilter, Filter } from '@orchestrator/plugin-orchestrator-common';
import fc from 'fast-check';

/** What random filters and rows are made of; few values, so that they meet. */
export const VALUES = {
  processIds: ['greet', 'fail', 'nap'],
  states: ['ACTIVE', 'COMPLETED', 'ERROR'] as const,
  names: ['Ada', 'Bob', ''],
  times: ['2026-01-01T00:00:00.000Z', '2026-02-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z'],
};

const field = (name: string, operator: FieldFilter['operator'], value: fc.Arbitrary<FieldFilter['value']>) =>
  fc.record({ field: fc.constant(name), operator: fc.constant(operator), value });
const one = <T extends string>(values: readonly T[]) => fc.constantFrom(...values);
const some = <T extends string>(values: readonly T[]) => fc.subarray([...values]);

const nameCondition = fc.oneof(
  field('name', 'EQ', one(VALUES.names)),
  field('name', 'IN', some(VALUES.names)),
  field('name', 'LIKE', one(['A*', '*b', 'Bo*', '*'])),
  field('name', 'IS_NULL', fc.boolean()),
);

/** Conditions whose meaning does not depend on when a test runs. */
export const condition: fc.Arbitrary<Filter> = fc.oneof(
  field('processId', 'EQ', one(VALUES.processIds)),
  field('processId', 'IN', some(VALUES.processIds)),
  field('processId', 'LIKE', one(['*a*', 'g*', 'nap'])),
  field('businessKey', 'EQ', one(['x', 'y'])),
  field('businessKey', 'IS_NULL', fc.boolean()),
  field('state', 'EQ', one(VALUES.states)),
  field('state', 'IN', some(VALUES.states)),
  fc.record({
    field: fc.constant('variables'),
    nested: fc.record({ field: fc.constant('workflowdata'), nested: nameCondition }),
  }),
);

/** Conditions on times. */
export const timeCondition: fc.Arbitrary<Filter> = fc.oneof(
  ...(['EQ', 'GT', 'GTE', 'LT', 'LTE'] as const).map((operator) =>
    field('start', operator, one(VALUES.times)),
  ),
  field('start', 'BETWEEN', fc.tuple(one(VALUES.times), one(VALUES.times))),
  field('end', 'IS_NULL', fc.boolean()),
  field('end', 'LT', one(VALUES.times)),
);

/** Trees of AND, OR and NOT over conditions, empty lists included. */
export function filterTree(leaf: fc.Arbitrary<Filter>): fc.Arbitrary<Filter> {
  return fc.letrec<{ tree: Filter }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      leaf,
      fc.record({
        operator: fc.constantFrom('AND' as const, 'OR' as const, 'NOT' as const),
        filters: fc.array(tie('tree'), { maxLength: 3 }),
      }),
    ),
  })).tree;
}
