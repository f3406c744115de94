import { describe, expect, it } from 'vitest';
import { outputKeys } from './output-keys.js';

const input = new Set(['a', 'b']);

describe('outputKeys', () => {
  it.each([
    ['.', 'a b'],
    ['{ x: .a, "y": 1, "z z": 2 }', 'x y z z'],
    ['. + { c: 1 }', 'a b c'],
    ['.c = 1', 'a b c'],
    ['.c.d[0] |= 1', 'a b c'],
    ['del(.a)', 'a b'],
    ['{ x: 1 } | .y = 2', 'x y'],
    ['if .a then { x: 1 } else . end', 'x a b'],
    ['.a as $x | { x: $x }', 'x'],
    ['{ x: 1 } // { y: 2 }', 'x y'],
    ['"text"', ''],
    ['[.a]', ''],
    ['{}', ''],
    ['${ { x: 1 } }', 'x'],
  ])('%s gives %s', (source, keys) => {
    const found = outputKeys(source, input);
    expect(found === 'anything' ? found : [...found].sort().join(' ')).toBe(keys.split(' ').sort().join(' '));
  });

  it.each([['.a'], ['{ (.a): 1 }'], ['to_entries'], ['.[]'], ['.[.a] = 1'], ['not jq at all']])(
    '%s may give anything',
    (source) => {
      expect(outputKeys(source, input)).toBe('anything');
    },
  );
});
