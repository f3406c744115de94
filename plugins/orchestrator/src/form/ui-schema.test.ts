import { describe, expect, it } from '@jest/globals';
import { findSteps, showStep, stepOfError } from './steps';
import { extractUiSchema } from './ui-schema';

describe('extractUiSchema', () => {
  it('lifts ui keys out of properties, items, references, alternatives and conditions', () => {
    const uiSchema = extractUiSchema({
      type: 'object',
      'ui:order': ['b', 'a'],
      definitions: { secret: { type: 'string', 'ui:widget': 'password' } },
      properties: {
        a: { $ref: '#/definitions/secret' },
        b: {
          type: 'array',
          items: { type: 'object', properties: { c: { type: 'string', 'ui:widget': 'textarea' } } },
        },
      },
      oneOf: [{ properties: { d: { 'ui:help': 'D' } } }],
      then: { properties: { e: { 'ui:disabled': true } } },
      dependencies: { a: { oneOf: [{ properties: { f: { 'ui:placeholder': 'F' } } }] } },
    });
    expect(uiSchema).toEqual({
      'ui:order': ['b', 'a'],
      a: { 'ui:widget': 'password' },
      b: { items: { c: { 'ui:widget': 'textarea' } } },
      d: { 'ui:help': 'D' },
      e: { 'ui:disabled': true },
      f: { 'ui:placeholder': 'F' },
    });
  });

  it('hides what the author hides and leaves out widgets that do not exist', () => {
    expect(
      extractUiSchema({ properties: { a: { 'ui:hidden': true }, b: { 'ui:widget': 'Unknown' } } }),
    ).toEqual({
      a: { 'ui:hidden': true, 'ui:widget': 'hidden' },
    });
  });

  it('ends on schemas that contain themselves', () => {
    const tree = {
      $ref: '#/definitions/tree',
      definitions: { tree: { properties: { child: { $ref: '#/definitions/tree', 'ui:help': 'x' } } } },
    };
    expect(extractUiSchema(tree)).toEqual({});
  });

  it('treats __proto__ as an ordinary name', () => {
    const schema: { [key: string]: unknown } = JSON.parse('{"properties":{"__proto__":{"ui:help":"x"}}}');
    const uiSchema = extractUiSchema(schema);
    expect(Object.keys(uiSchema)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(uiSchema)).toBe(Object.prototype);
  });
});

describe('findSteps', () => {
  const wizard = {
    type: 'object',
    'ui:order': ['two'],
    definitions: { one: { type: 'object', title: 'First' } },
    properties: {
      one: { $ref: '#/definitions/one' },
      two: { type: 'object' },
      three: { type: 'object', 'ui:hidden': true },
    },
  };

  it('makes a step of each object, references included, in the author’s order, without hidden ones', () => {
    expect(findSteps(wizard, extractUiSchema(wizard))).toEqual([
      { key: 'two', title: 'two' },
      { key: 'one', title: 'First' },
    ]);
  });

  it('makes one step of everything else', () => {
    expect(findSteps({ type: 'object', properties: { a: { type: 'string' } } }, {})).toEqual([
      { title: 'Inputs' },
    ]);
    expect(findSteps({ title: 'Name', type: 'string' }, {})).toEqual([{ title: 'Name' }]);
  });

  it('hides the other steps rather than cutting them out', () => {
    const uiSchema = extractUiSchema(wizard);
    const steps = findSteps(wizard, uiSchema);
    expect(showStep(uiSchema, steps, { key: 'two', title: 'two' })['one']).toEqual({ 'ui:widget': 'hidden' });
  });

  it('knows at which step an error is mended', () => {
    const steps = findSteps(wizard, extractUiSchema(wizard));
    expect(stepOfError(steps, { path: '/one/name', message: '' })).toBe(1);
    expect(stepOfError(steps, { path: '', message: '' })).toBeUndefined();
  });
});
