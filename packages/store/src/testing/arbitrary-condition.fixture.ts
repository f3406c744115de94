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

const state = fc.constantFrom('ACTIVE', 'COMPLETED', 'ABORTED', 'ERROR', 'PENDING');
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
        ['equal', state],
        ['in', fc.array(state, { maxLength: 3 })],
      ]),
      jsonComparison,
      jsonComparison,
    ),
    fc.array(tie('condition'), { maxLength: 3 }).map((and): Condition => ({ and })),
    fc.array(tie('condition'), { maxLength: 3 }).map((or): Condition => ({ or })),
    tie('condition').map((not): Condition => ({ not })),
  ),
})).condition;
