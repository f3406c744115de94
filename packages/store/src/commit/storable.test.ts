import fc from 'fast-check';
import { expect, it } from 'vitest';
import { StoreDataError } from '../errors.js';
import { maxJsonDepth, maxJsonLength, storableJson } from './storable.js';

it('lets through every text without NUL and lone surrogates, whatever escapes it seems to hold', () => {
  const piece = fc.constantFrom('\\', '"', 'u0000', '\u0001', '😀', 'ud800', 'x');
  const property = fc.property(fc.array(piece), (pieces) => {
    const text = pieces.join('');
    expect(JSON.parse(storableJson(text))).toBe(text);
  });
  fc.assert(property);
});

it('refuses NUL and lone surrogates wherever they stand, keys included', () => {
  const property = fc.property(
    fc.string(),
    fc.constantFrom('\u0000', '\ud800', '\udfff'),
    fc.string(),
    (before, bad, after) => {
      const text = `${before}x${bad}x${after}`;
      expect(() => storableJson({ [text]: 1 })).toThrow(StoreDataError);
      expect(() => storableJson([text])).toThrow(StoreDataError);
    },
  );
  fc.assert(property);
});

it('refuses what is too deep or too long, and counts no brackets inside texts', () => {
  const nested = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));
  expect(storableJson(nested(maxJsonDepth))).toHaveLength(2 * maxJsonDepth);
  expect(() => storableJson(nested(maxJsonDepth + 1))).toThrow(StoreDataError);
  expect(() => storableJson(nested(100_000))).toThrow(StoreDataError);
  expect(storableJson('["\\'.repeat(2000))).toContain('[');
  expect(() => storableJson('x'.repeat(maxJsonLength))).toThrow(StoreDataError);
});
