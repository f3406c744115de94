import { describe, expect, it } from 'vitest';
import { parseResource } from './parse-resource.js';

describe('parseResource', () => {
  it.each([
    ['a.json', '{"a":1}', { a: 1 }],
    ['a.yaml', '{"a":1}', { a: 1 }],
    ['a.yml', 'a: 1', { a: 1 }],
    ['https://host/openapi', 'a: [1]', { a: [1] }],
    ['a.yaml', 'a: [', undefined],
  ])('reads %s with %j', (path, text, value) => {
    expect(parseResource(path, text)).toEqual(value);
  });
});
