import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../json.js';
import { languageOf } from './language.js';

const jq = languageOf('jq', 'sonataflow');
const jsonpath = languageOf('jsonpath', 'sonataflow');

describe('an assignment target', () => {
  it.each([
    ['.', []],
    ['.a', ['a']],
    ['${ .a.b }', ['a', 'b']],
    ['{{ .a[0].b }}', ['a', 0, 'b']],
    ['.["a b"].c', ['a b', 'c']],
    ['."a b"', ['a b']],
    ['.[2]', [2]],
    [' .a ', ['a']],
  ])('%s of jq is %j', (text, path) => {
    expect(jq.path(text)).toEqual(path);
  });

  it.each([
    '',
    'a',
    '.a[]',
    '.a | .b',
    '.a?',
    '.a[-1]',
    '.a[1:2]',
    '..',
    '.[.a]',
    '$x',
    '$x.a',
    '.a.',
    '.a[0.5]',
    '5',
  ])('%s of jq is none', (text) => {
    expect(jq.path(text)).toBeUndefined();
  });

  it.each([
    ['$', []],
    ['$.a.b', ['a', 'b']],
    ['${$.data.greet }', ['data', 'greet']],
    ["$.a[0]['b c']", ['a', 0, 'b c']],
    ['a.b', ['a', 'b']],
    ['.a.b', ['a', 'b']],
    ['.', []],
  ])('%s of jsonpath is %j', (text, path) => {
    expect(jsonpath.path(text)).toEqual(path);
  });

  it.each(['', '$..a', '$.a[*]', '$.a[?(@.b)]', '$.a[-1]', '$CONST.a', '$.a$.b', '$.a b', '$.a.'])(
    '%s of jsonpath is none',
    (text) => {
      expect(jsonpath.path(text)).toBeUndefined();
    },
  );

  it('is where the expression of the same text reads', () => {
    const paths = fc.array(fc.oneof(fc.string({ unit: 'grapheme' }), fc.nat({ max: 3 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(paths, (path) => {
        const brackets = path.map((key) => `[${JSON.stringify(key)}]`).join('');
        const data = path.reduceRight<Json>(
          (inner, key) =>
            typeof key === 'number' ? [...Array.from({ length: key }, () => null), inner] : { [key]: inner },
          'here',
        );
        for (const [language, text] of [
          [jq, `.${brackets}`],
          [jsonpath, `$${brackets}`],
        ] as const) {
          expect(language.path(text)).toEqual(path);
          expect(language.compile(text).evaluate(data, {}, 0)).toBe('here');
        }
      }),
    );
  });
});
