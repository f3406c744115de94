import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceDocument } from './document.js';
import { plainJson } from './plain-json.js';

describe('plainJson', () => {
  it('reads what the reader of documents reads, with names in the same order', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.constantFrom(0, 2), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const { document } = SourceDocument.parse({ path: 'a.sw.json', text, format: 'json' });
        // Names longer than 1024 characters and the like are errors in documents.
        if (document) expect(JSON.stringify(plainJson(text))).toBe(JSON.stringify(document.value));
      }),
    );
  });

  it.each([
    '{"a": 1, "b": 2, "a": 3}',
    '[{"x": {"a": 1, "\\u0061": 2}}]',
    '{"a": 1,}',
    '// a\n{}',
    'a: 1',
    '',
  ])('leaves %s to it', (text) => expect(plainJson(text)).toBeUndefined());

  it.each([
    '{"a:": ":\\"b\\":"}',
    '{"__proto__": {"a": 1}}',
    '[-0, 1.0, 1e3, 12345678901234567890]',
    '[[], {}]',
  ])('reads %s', (text) => {
    const { document } = SourceDocument.parse({ path: 'a.sw.json', text, format: 'json' });
    expect(plainJson(text)).toStrictEqual(document?.value);
  });
});

describe('a document in JSON that was checked before', () => {
  it('tells places and spellings as any other', () => {
    const text = '{\n  "version": 1.0,\n  "a": ["x", {"b": true}]\n}';
    const source = { path: 'a.sw.json', text, format: 'json' } as const;
    const { document } = SourceDocument.parseChecked(source);
    expect(document?.value).toEqual({ version: 1, a: ['x', { b: true }] });
    expect(document?.writtenText('/version')).toBe('1.0');
    expect(document?.position('/a/1/b')).toEqual({ line: 3, column: 20 });
    expect(document?.namePosition('/a')).toEqual({ line: 3, column: 3 });
  });
});
