import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '@orchestrator/definition';
import { mergeChanges } from './merge-changes.js';
import { isEqual } from './equal.js';
import { mergeData } from './merge.js';

const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json>;
const object = fc.dictionary(fc.constantFrom('a', 'b', 'c', '__proto__'), json) as fc.Arbitrary<Json>;

describe('merging what a branch changed', () => {
  it('leaves alone what it did not change', () => {
    fc.assert(
      fc.property(object, object, (base, target) => {
        expect(mergeChanges(base, structuredClone(base), target, 'spec')).toEqual(target);
      }),
    );
  });

  it('gives the branch when nothing else has changed, whatever it added', () => {
    fc.assert(
      fc.property(object, object, (base, added) => {
        const branch = mergeData(base, added, 'sonataflow');
        expect(isEqual(mergeChanges(base, branch, base, 'sonataflow'), branch)).toBe(true);
      }),
    );
  });

  it('joins lists of several branches in the dialect spec', () => {
    const base = { list: [1] };
    const first = mergeChanges(base, { list: [1, 2] }, base, 'spec');
    expect(mergeChanges(base, { list: [1, 3] }, first, 'spec')).toEqual({ list: [1, 2, 3] });
    expect(mergeChanges(base, { list: [1, 3] }, first, 'sonataflow')).toEqual({ list: [1, 3] });
  });

  it('goes into objects that several branches changed', () => {
    const base = { deep: { a: 1, b: 1 } };
    const first = mergeChanges(base, { deep: { a: 2, b: 1 } }, base, 'sonataflow');
    expect(mergeChanges(base, { deep: { a: 1, b: 2 } }, first, 'sonataflow')).toEqual({
      deep: { a: 2, b: 2 },
    });
  });

  it('takes data that is no object as a whole', () => {
    expect(mergeChanges(1, 2, 1, 'sonataflow')).toBe(2);
    expect(mergeChanges(1, 1, { a: 1 }, 'sonataflow')).toEqual({ a: 1 });
  });
});
