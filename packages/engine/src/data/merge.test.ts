import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@orchestrator/definition';
import { assignAt, mergeData } from './merge.js';

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;

describe('merge', () => {
  it.each<[string, Json | undefined, Json, Json]>([
    ['objects merge deeply', { a: { b: 1 } }, { a: { c: 2 } }, { a: { b: 1, c: 2 } }],
    ['the new value wins', { a: 1 }, { a: 2 }, { a: 2 }],
    ['a null inside an object is stored', { a: 1 }, { a: null }, { a: null }],
    ['arrays are replaced', { a: [1, 2] }, { a: [3] }, { a: [3] }],
    ['null leaves an object as it is', { a: 1 }, null, { a: 1 }],
    ['a scalar lands under response', { a: 1 }, 5, { a: 1, response: 5 }],
    ['an array lands under response', { a: 1 }, [5], { a: 1, response: [5] }],
    ['an empty object takes anything', {}, 5, 5],
    ['a scalar is kept under _target', '', { r: 1 }, { r: 1, _target: '' }],
    ['a scalar joins an array in front', 1, [2], [1, 2]],
    ['an array takes a new element', [1], 2, [1, 2]],
    ['an array keeps what it has', [1], 1, [1]],
    ['an array keeps one of several', [1, 2], 1, [1, 2]],
    ['a scalar that an array has does not join it', 1, [2, 1], [2, 1]],
    ['nothing is filled', undefined, [1], [1]],
    ['null is filled', null, 5, 5],
  ])('%s', (_, target, source, expected) => {
    expect(mergeData(target, source, 'sonataflow')).toEqual(expected);
  });

  it.each<[string, Json, Json, Json]>([
    ['lists are joined without repetitions', [1, 2], [2, 3], [1, 2, 3]],
    ['lists inside objects too', { a: [1] }, { a: [1, 2] }, { a: [1, 2] }],
    ['a value of another kind takes the place', 1, [2], [2]],
  ])('by the specification, %s', (_, target, source, expected) => {
    expect(mergeData(target, source, 'spec')).toEqual(expected);
  });

  it('takes 501 objects in one another and no more', () => {
    const nested = (levels: number): Json => (levels === 0 ? 1 : { a: nested(levels - 1) });
    expect(mergeData(nested(501), nested(501), 'sonataflow')).toEqual(nested(501));
    expect(() => mergeData(nested(502), nested(502), 'sonataflow')).toThrow(
      'The data nests more than 500 levels deep',
    );
  });

  it('changes neither side and leaves Object.prototype alone', () => {
    fc.assert(
      fc.property(json, json, (target, source) => {
        const before = JSON.stringify([target, source]);
        mergeData(target, source, 'sonataflow');
        expect(JSON.stringify([target, source])).toBe(before);
      }),
    );
    mergeData({ a: 1 }, JSON.parse('{"__proto__": {"polluted": true}}') as Json, 'sonataflow');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('is idempotent for objects', () => {
    const object = fc.dictionary(fc.string(), json);
    fc.assert(
      fc.property(object, object, (target, source) => {
        const once = mergeData(target, source, 'sonataflow');
        expect(mergeData(once, source, 'sonataflow')).toEqual(once);
      }),
    );
  });
});

describe('assignAt', () => {
  it('creates what is missing on the way and merges with what is there', () => {
    expect(assignAt({}, ['a', 'b'], 1, 'sonataflow')).toEqual({ a: { b: 1 } });
    expect(assignAt({ a: { b: { x: 1 } } }, ['a', 'b'], { y: 2 }, 'sonataflow')).toEqual({
      a: { b: { x: 1, y: 2 } },
    });
    expect(assignAt({ list: [0] }, ['list', 2], 'c', 'sonataflow')).toEqual({ list: [0, null, 'c'] });
  });

  it('counts negative positions from the end of a list', () => {
    expect(assignAt([1, 2], [-1], 9, 'sonataflow')).toEqual([1, 9]);
    expect(assignAt([1, 2], [-2], 9, 'sonataflow')).toEqual([9, 2]);
  });

  it('replaces the element at a position and makes a list where there is none', () => {
    expect(assignAt(['a', 'b'], [0], 'c', 'sonataflow')).toEqual(['c', 'b']);
    expect(assignAt({}, ['list', 1], 'x', 'sonataflow')).toEqual({ list: [null, 'x'] });
  });

  it('fills a list up to position 100000 and refuses those outside', () => {
    expect(assignAt([], [100_000], 1, 'sonataflow')).toHaveLength(100_001);
    for (const position of [-2, 100_001]) {
      expect(() => assignAt([1], [position], 9, 'sonataflow')).toThrow(
        expect.objectContaining({
          error: {
            code: 'bad-path',
            message: `Position ${position} of a list can't be assigned; positions from 0 to 100000 can.`,
          },
        }) as Error,
      );
    }
  });

  it('merges at the top as data and below as values by the specification', () => {
    expect(assignAt({ a: 1 }, [], 5, 'spec')).toEqual({ a: 1, response: 5 });
    expect(assignAt({ a: { b: 1 } }, ['a'], 5, 'spec')).toEqual({ a: 5 });
  });
});
