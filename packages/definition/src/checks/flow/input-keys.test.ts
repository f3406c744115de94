import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../json.js';
import { compileSchema } from '../../schema/data-schema.js';
import { inputKeys } from './input-keys.js';

function keys(schema: JsonObject): string[] | 'anything' {
  const found = inputKeys(compileSchema(schema, true));
  return found === 'anything' ? found : [...found];
}

const properties = { a: { type: 'string' } };

describe('inputKeys', () => {
  it('lists the properties of a schema and of the schemas in it', () => {
    expect(keys({ properties })).toEqual(['a']);
    expect(
      keys({
        properties,
        allOf: [{ properties: { b: {} } }],
        if: {},
        then: { properties: { c: {} } },
        additionalProperties: false,
      }),
    ).toEqual(['a', 'b', 'c']);
  });

  it.each([
    ['no schema lists properties', { type: 'object' }],
    ['further properties are allowed on purpose', { properties, additionalProperties: true }],
    ['names follow a pattern', { properties, patternProperties: { '^x': {} } }],
    [
      'it refers to other schemas',
      { properties, anyOf: [{ $ref: '#/definitions/b' }], definitions: { b: {} } },
    ],
  ])('says nothing when %s', (_, schema) => {
    expect(keys(schema)).toBe('anything');
  });

  it('says nothing without a schema', () => {
    expect(inputKeys(undefined)).toBe('anything');
  });
});
