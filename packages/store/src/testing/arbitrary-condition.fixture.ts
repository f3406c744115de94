import type { Json } from '@orchestrator/definition';
import fc from 'fast-check';
import type { Condition, Operator } from '../data-index.js';
import { past } from './changes.fixture.js';

const texts = ['', 'a', 'b', 'ab', 'B', 'ä', '1', 'true', 'a%b', 'a_b', 'x\\'] as const;
const keys = ['a', 'b', 'workflowdata', '0', 'k\'"$1'] as const;

/** JSON values that meet each other often. */
export const arbitraryJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.constantFrom<Json>(null, true, false, 0, 1, 2.5, -3, ...texts),
    fc.array(fc.constantFrom(...texts), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).value;

/** A process id, name, key or message of the instances that the suite makes. */
export const arbitraryText = fc.constantFrom(...texts);

/** A time at which instances of the suite start and end. */
export const arbitraryTime = fc.integer({ min: 0, max: 5 }).map((days) => past + days * 86_400_001);

const pattern = fc.constantFrom('*', 'a*', '*b', '_', 'a_b', '%', 'ä', '\\*', '');

function comparison(
  field: string,
  operators: readonly (readonly [Operator, fc.Arbitrary<Json>])[],
): fc.Arbitrary<Condition> {
  return fc.oneof(
    ...operators.map(([operator, value]) =>
      fc.option(value, { freq: 12 }).map((some): Condition => ({ field, operator, value: some })),
    ),
  );
}

function textComparison(field: string): fc.Arbitrary<Condition> {
  return comparison(field, [
    ['equal', arbitraryText],
    ['in', fc.array(arbitraryText, { maxLength: 3 })],
    ['like', pattern],
    ['isNull', fc.boolean()],
  ]);
}

function timeComparison(field: string): fc.Arbitrary<Condition> {
  return comparison(field, [
    ['equal', arbitraryTime],
    ['greaterThan', arbitraryTime],
    ['greaterThanEqual', arbitraryTime],
    ['lessThan', arbitraryTime],
    ['lessThanEqual', arbitraryTime],
    ['between', fc.record({ from: arbitraryTime, to: arbitraryTime }, { noNullPrototype: true })],
    ['isNull', fc.boolean()],
  ]);
}

export const arbitraryState = fc.constantFrom('ACTIVE', 'COMPLETED', 'ABORTED', 'ERROR', 'PENDING');
const orderable = fc.constantFrom<Json>(0, 1, 2.5, true, false, ...texts);

const jsonComparison: fc.Arbitrary<Condition> = fc
  .tuple(
    fc.array(fc.constantFrom(...keys), { minLength: 1, maxLength: 3 }),
    fc.oneof(
      comparison('variables', [
        ['equal', arbitraryJson],
        ['in', fc.array(arbitraryJson, { maxLength: 3 })],
        ['like', pattern],
        ['isNull', fc.boolean()],
      ]),
      comparison('variables', [
        ['greaterThan', orderable],
        ['greaterThanEqual', orderable],
        ['lessThan', orderable],
        ['lessThanEqual', orderable],
        ['between', fc.record({ from: orderable, to: orderable }, { noNullPrototype: true })],
      ]),
      comparison('variables', [
        ['contains', arbitraryText],
        ['containsAll', fc.array(arbitraryText, { maxLength: 3 })],
        ['containsAny', fc.array(arbitraryText, { maxLength: 3 })],
      ]),
    ),
  )
  .map(([path, condition]): Condition => ('operator' in condition ? { ...condition, path } : condition));

/** What nodes of the suite are called. */
export const arbitraryName = fc.constantFrom('a', 'b', 'ab');

/** Ids of nodes, of own runs and of those of other runtimes, and some that nobody has. */
const nodeId = fc
  .record({ run: fc.nat(60), node: fc.nat(3), own: fc.boolean() })
  .map(({ run, node, own }) => (own ? `i${run}:${node}` : `other${run}-node-${node}`));

const nodeCondition: fc.Arbitrary<Condition> = fc.oneof(
  comparison('id', [
    ['equal', nodeId],
    ['in', fc.array(nodeId, { maxLength: 40 })],
  ]),
  comparison('name', [
    ['equal', arbitraryName],
    ['in', fc.array(arbitraryName, { maxLength: 2 })],
    ['like', fc.constantFrom('a*', '*b', '*')],
  ]),
  textComparison('errorMessage'),
  timeComparison('enter'),
  timeComparison('exit'),
  comparison('retrigger', [
    ['equal', fc.boolean()],
    ['isNull', fc.boolean()],
  ]),
  comparison('inputArgs', [
    ['equal', arbitraryJson],
    ['isNull', fc.boolean()],
  ]).map((condition): Condition => ('operator' in condition ? { ...condition, path: ['a'] } : condition)),
);

/** Conditions on rows below: on one node, on several at once, on the definition. */
const childCondition: fc.Arbitrary<Condition> = fc.oneof(
  nodeCondition.map((some): Condition => ({ field: 'nodes', some })),
  nodeCondition.map((not): Condition => ({ field: 'nodes', some: { not } })),
  fc.array(nodeCondition, { maxLength: 2 }).map((and): Condition => ({ field: 'nodes', some: { and } })),
  fc
    .constantFrom<Condition>(
      { field: 'name', operator: 'like', value: 'a*' },
      { field: 'type', operator: 'equal', value: 'SW' },
      { field: 'metadata', path: ['status'], operator: 'equal', value: 'available' },
      { field: 'roles', operator: 'isNull', value: true },
    )
    .map((some): Condition => ({ field: 'definition', some })),
);

/** Any filter tree over instances. */
export const arbitraryCondition: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    fc.oneof(
      textComparison('businessKey'),
      textComparison('processId'),
      textComparison('processName'),
      textComparison('error.message'),
      timeComparison('start'),
      timeComparison('end'),
      comparison('state', [
        ['equal', arbitraryState],
        ['in', fc.array(arbitraryState, { maxLength: 3 })],
      ]),
      textComparison('createdBy'),
      textComparison('endpoint'),
      textComparison('cloudEventId'),
      timeComparison('slaDueDate'),
      comparison('addons', [
        ['contains', arbitraryText],
        ['isNull', fc.boolean()],
      ]),
      jsonComparison,
      jsonComparison,
      childCondition,
      childCondition,
    ),
    fc.array(tie('condition'), { maxLength: 3 }).map((and): Condition => ({ and })),
    fc.array(tie('condition'), { maxLength: 3 }).map((or): Condition => ({ or })),
    tie('condition').map((not): Condition => ({ not })),
  ),
})).condition;
