import type { Json, JsonObject } from '@orchestrator/definition';
import type { Condition } from '@orchestrator/store';
import { describe, expect, it } from 'vitest';
import { conditionOf } from './where.js';

const is = (field: string, value: string): Condition => ({ field, operator: 'equal', value });
const a = { processId: { equal: 'a' } };
const b = { businessKey: { equal: 'b' } };
const c = { version: { equal: 'c' } };
const A = is('processId', 'a');
const B = is('businessKey', 'b');
const C = is('version', 'c');
const some = (condition: Condition): Condition => ({ field: 'nodes', some: condition });
const any = some({ and: [] });

describe('a where object', () => {
  it.each<[string, JsonObject, readonly Condition[]]>([
    ['joins its fields by and', { ...a, ...b }, [A, B]],
    ['flattens or', { or: [{ ...a, ...b }, c] }, [{ or: [A, B, C] }]],
    ['takes one object for a list', { or: { ...a, ...b } }, [{ or: [A, B] }]],
    ['keeps and inside or together', { or: [{ and: [a, b] }, c] }, [{ or: [{ and: [A, B] }, C] }]],
    ['matches nothing with an empty or', { or: [] }, [{ or: [] }]],
    ['matches everything with an empty and', { and: [] }, [{ and: [] }]],
    ['negates each field', { not: { ...a, ...b } }, [{ and: [{ not: A }, { not: B }] }]],
    [
      'turns and into or when negated',
      { not: { and: [a, b] } },
      [{ and: [{ or: [{ not: A }, { not: B }] }] }],
    ],
    [
      'turns or into and when negated',
      { not: { or: [a, b] } },
      [{ and: [{ and: [{ not: A }, { not: B }] }] }],
    ],
    ['negates a negation', { not: { not: a } }, [{ and: [{ or: [A] }] }]],
    [
      'ignores empty lists and nulls',
      { processId: { in: [], equal: null }, id: null, not: { id: { in: [] } } },
      [{ and: [] }],
    ],
    ['nests errors', { error: { message: { equal: 'm' } } }, [is('error.message', 'm')]],
  ])('%s', (_, where, and) => {
    expect(conditionOf(where)).toEqual({ and });
  });

  it.each<[string, JsonObject, readonly Condition[]]>([
    [
      'applies all keys below the field',
      { variables: { x: { equal: 1 }, y: { z: { like: '*' } } } },
      [
        { field: 'variables', path: ['x'], operator: 'equal', value: 1 },
        { field: 'variables', path: ['y', 'z'], operator: 'like', value: '*' },
      ],
    ],
    [
      'follows only the first key further down',
      { variables: { x: { y: { equal: 1 }, z: { equal: 2 } } } },
      [{ field: 'variables', path: ['x', 'y'], operator: 'equal', value: 1 }],
    ],
    [
      'takes a key with the name of an operator for one',
      { variables: { equal: { x: 1 } } },
      [{ field: 'variables', path: [], operator: 'equal', value: { x: 1 } }],
    ],
    [
      'joins by or inside',
      { variables: { x: { or: [{ y: { equal: 1 } }, { equal: 2 }] } } },
      [
        {
          or: [
            { field: 'variables', path: ['x', 'y'], operator: 'equal', value: 1 },
            { field: 'variables', path: ['x'], operator: 'equal', value: 2 },
          ],
        },
      ],
    ],
    [
      'is negated comparison by comparison',
      { not: { variables: { x: { equal: 1 } } } },
      [{ and: [{ not: { field: 'variables', path: ['x'], operator: 'equal', value: 1 } }] }],
    ],
    ['says nothing without an operator', { variables: { x: 1, y: {} } }, []],
  ])('inside JSON, %s', (_, where, and) => {
    expect(conditionOf(where)).toEqual({ and });
  });

  const N = is('name', 'n');
  const T: Condition = { field: 'type', operator: 'like', value: 't*' };
  it.each<[string, JsonObject, readonly Condition[]]>([
    [
      'looks each condition up on its own',
      { name: { equal: 'n' }, type: { like: 't*' } },
      [some(N), some(T)],
    ],
    [
      'flattens or',
      { or: [{ name: { equal: 'n' } }, { type: { like: 't*' } }] },
      [{ or: [some(N), some(T)] }],
    ],
    [
      'keeps together what is contained',
      { contains: { name: { equal: 'n' }, type: { like: 't*' } } },
      [some({ and: [N, T] })],
    ],
    [
      'takes a negated equality for "there are some, and none is"',
      { not: { name: { equal: 'n' } } },
      [{ and: [{ and: [any, { not: some(N) }] }] }],
    ],
    [
      'takes any other negation for "one is not"',
      { not: { type: { like: 't*' } } },
      [{ and: [some({ not: T })] }],
    ],
    [
      'wants all of a list, or any',
      { containsAll: [{ name: { equal: 'n' } }], containsAny: [{ name: { equal: 'n' } }], contains: null },
      [{ and: [some({ and: [N] })] }, { or: [some({ and: [N] })] }],
    ],
    ['tells none from some', { isNull: true }, [{ not: any }]],
    ['ignores empty lists', { containsAny: [], name: { in: [] } }, []],
  ])('about nodes, %s', (_, nodes, and) => {
    expect(conditionOf({ nodes })).toEqual({ and });
  });

  it('negates conditions on nodes from outside as from inside', () => {
    const name = { name: { equal: 'n' } };
    expect(conditionOf({ not: { nodes: name } })).toEqual({
      and: [{ and: [{ and: [any, { not: some(N) }] }] }],
    });
    expect(conditionOf({ not: { nodes: { isNull: true } } })).toEqual({ and: [{ and: [any] }] });
  });

  it('asks about the definition, which has to be there', () => {
    const definition = { name: { equal: 'n' }, metadata: { owner: { equal: 'me' } } };
    const owner: Condition = { field: 'metadata', path: ['owner'], operator: 'equal', value: 'me' };
    expect(conditionOf({ definition })).toEqual({
      and: [
        { field: 'definition', some: N },
        { field: 'definition', some: owner },
      ],
    });
    expect(conditionOf({ not: { definition: { name: { equal: 'n' } } } })).toEqual({
      and: [{ and: [{ field: 'definition', some: { not: N } }] }],
    });
  });

  it.each<[string, (repeated: Json) => JsonObject]>([
    ['conditions', (a) => ({ and: a })],
    ['JSON', (a) => ({ variables: { x: { or: a } } })],
    ['rows below', (a) => ({ nodes: { or: a } })],
    ['what is no condition', () => ({ and: Array<Json>(200).fill({ or: Array<Json>(200).fill({}) }) })],
  ])('is bounded where a variable stands in it many times: %s', (_, where) => {
    const one: Json = { or: Array<Json>(200).fill({ name: { equal: 'n' } }) };
    expect(() => conditionOf(where(Array<Json>(200).fill(one)))).toThrow('10000 parts');
    expect(() => conditionOf({ or: Array<Json>(400).fill({ id: { equal: 'i' } }) })).not.toThrow();
  });
});
