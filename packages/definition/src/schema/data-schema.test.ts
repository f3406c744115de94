import { describe, expect, it } from 'vitest';
import { compileSchema } from './data-schema.js';
import { SchemaError } from './schema-error.js';

const numbers = compileSchema({ type: 'array', items: { type: 'number' } }, true);

describe('compileSchema', () => {
  it('names all that is wrong, up to a bound', () => {
    expect(numbers.validate(['a', 1, 'b'])).toEqual([
      { path: '/0', message: 'must be number' },
      { path: '/2', message: 'must be number' },
    ]);
    expect(numbers.validate(Array<string>(1000).fill('a'))).toHaveLength(50);
  });

  it('stops at the first violation of large data', () => {
    expect(numbers.validate(Array<string>(100_000).fill('a'))).toEqual([
      { path: '/0', message: 'must be number' },
    ]);
  });

  it('takes patterns with needless escapes, unknown keywords and any $schema', () => {
    const schema = compileSchema(
      {
        $schema: 'http://json-schema.org/draft-04/schema#',
        $id: 'classpath:/x',
        pattern: 'a\\_b',
        'ui:widget': 'x',
      },
      true,
    );
    expect(schema.validate('a_b')).toEqual([]);
    expect(schema.validate('ab')).toHaveLength(1);
  });

  it('refuses what is no schema', () => {
    expect(() => compileSchema({ type: 'nonsense' }, true)).toThrow(SchemaError);
  });
});
