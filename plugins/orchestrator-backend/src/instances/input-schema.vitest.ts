import { describe, expect, it } from 'vitest';
import type { Instance } from '../client/instance';
import { toInputSchemaResponse } from './input-schema';

function run(workflowdata: Instance['variables']): Instance {
  return { id: 'i1', processId: 'greet', variables: { workflowdata }, nodes: [] };
}

describe('toInputSchemaResponse', () => {
  it.each([
    ['no schema', undefined],
    ['a schema that asks for nothing', { type: 'object' }],
  ])('answers an empty object for %s', (_what, schema) => {
    expect(toInputSchemaResponse('greet', schema, undefined)).toEqual({});
  });

  it('keeps of an earlier run what the schema knows, wherever it says so', () => {
    const schema = {
      properties: { a: {} },
      allOf: [{ properties: { b: {} } }, { $ref: '#/$defs/more' }],
      if: { properties: { a: { const: 1 } } },
      then: { properties: { c: {} } },
      dependencies: { a: { oneOf: [{ properties: { d: {} } }] } },
      $defs: { more: { properties: { 'e/f': {} }, anyOf: [{ $ref: '#/$defs/more' }] } },
    };
    const data = { a: 1, b: 2, c: 3, d: 4, 'e/f': 5, result: {}, constructor: 1 };
    expect(toInputSchemaResponse('greet', schema, run(data)).data).toEqual({
      a: 1,
      b: 2,
      c: 3,
      d: 4,
      'e/f': 5,
    });
  });

  it('survives a schema that refers to itself', () => {
    const schema = { $ref: '#', properties: { a: {} } };
    expect(toInputSchemaResponse('greet', schema, run({ a: 1, b: 2 })).data).toEqual({ a: 1 });
  });

  it('refuses a run of another workflow', () => {
    expect(() => toInputSchemaResponse('other', undefined, run({}))).toThrow(
      'The workflow other has no run i1.',
    );
  });
});
