import { describe, expect, it } from '@jest/globals';
import { checkSchema, fitsSchema } from './schema-checker';

const person = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  definitions: {
    person: {
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string', minLength: 2 }, age: { type: 'integer', maximum: 120 } },
    },
  },
  properties: { person: { $ref: '#/definitions/person' } },
};

describe('checkSchema', () => {
  it('names a missing property itself, through references', () => {
    expect(checkSchema(person, { person: {} })).toEqual([
      { path: '/person/name', message: 'This field is required.' },
    ]);
  });

  it('says what a keyword demands in words', () => {
    expect(checkSchema(person, { person: { name: 'A', age: 130 } })).toEqual([
      { path: '/person/name', message: 'Must have at least 2 characters.' },
      { path: '/person/age', message: 'Must be 120 or less.' },
    ]);
  });

  it('gives one sentence for each field', () => {
    const schema = { type: 'object', properties: { name: { type: 'string', minLength: 3, pattern: '^x' } } };
    expect(checkSchema(schema, { name: 'a' })).toHaveLength(1);
  });

  it('tells only about the branch that came closest', () => {
    const schema = {
      oneOf: [
        { type: 'object', required: ['a', 'b'], properties: { a: { const: 1 }, b: { type: 'string' } } },
        { type: 'object', required: ['c', 'd', 'e'] },
      ],
    };
    expect(checkSchema(schema, { a: 1 })).toEqual([{ path: '/b', message: 'This field is required.' }]);
  });

  it('treats undefined as absent', () => {
    expect(checkSchema(person, { person: { name: 'Ada', age: undefined } })).toEqual([]);
  });

  it('leaves a schema that cannot be interpreted to the server', () => {
    expect(checkSchema({ $ref: '#/nowhere' }, {})).toEqual([]);
    expect(fitsSchema({ $ref: '#/nowhere' }, {})).toBe(false);
  });

  it('generates no code', () => {
    const original = globalThis.Function;
    globalThis.Function = new Proxy(original, {
      construct: () => {
        throw new EvalError('blocked by the content security policy');
      },
    });
    try {
      expect(checkSchema({ type: 'string' }, 3)).toEqual([{ path: '', message: 'Must be a text.' }]);
    } finally {
      globalThis.Function = original;
    }
  });
});
