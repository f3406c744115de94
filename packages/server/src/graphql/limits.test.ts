import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { createPrepare } from './prepare.js';
import { createSchema } from './schema/create-schema.js';

describe('the depth of a document', () => {
  const schema = createSchema();
  const refused = (query: string): string => {
    const prepared = createPrepare(schema)({ query, variables: {} });
    return 'refused' in prepared ? JSON.stringify(prepared.refused) : '';
  };
  /** Fragments, each of which nests this deep and goes on in the next one. */
  const chain = (length: number, depth: number): string => {
    const nested = (inside: string): string =>
      'parentProcessInstance { '.repeat(depth) + inside + ' }'.repeat(depth);
    const fragments = Array.from(
      { length },
      (_, n) => `fragment F${n} on ProcessInstance { id ${nested(n + 1 < length ? `...F${n + 1}` : 'id')} }`,
    );
    return `{ ProcessInstances { ...F0 } } ${fragments.join(' ')}`;
  };

  it('is enough for introspection', () => {
    expect(refused(getIntrospectionQuery({ inputValueDeprecation: true, specifiedByUrl: true }))).toBe('');
  });

  it('counts through fragments', () => {
    expect(refused(chain(3, 4))).toBe('');
    expect(refused(chain(3, 5))).toContain('more than 15 levels');
    expect(refused(chain(400, 1))).toContain('more than 15 levels');
  });

  it('is told of fragments that hold themselves too', () => {
    const query =
      '{ ProcessInstances { ...F } } fragment F on ProcessInstance { parentProcessInstance { ...F } }';
    expect(refused(query)).toContain('Cannot spread fragment');
  });
});
