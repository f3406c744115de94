import { describe, expect, it } from 'vitest';
import type { Json } from '../json.js';
import { isTrue, toInteger, toList, toText } from './conversions.js';

describe('the conversion of a value', () => {
  it.each<[Json, boolean, string, number, Json]>([
    [null, false, '', 0, []],
    [true, true, 'true', 0, [true]],
    [false, false, 'false', 0, [false]],
    [7, true, '7', 7, [7]],
    [0, false, '0', 0, [0]],
    [-2.7, false, '-2.7', -2, [-2.7]],
    ['true', true, 'true', 0, ['true']],
    [' true ', true, ' true ', 0, [' true ']],
    ['yes', false, 'yes', 0, ['yes']],
    ['5', false, '5', 0, ['5']],
    [[1, 2], false, '', 0, [1, 2]],
    [{ a: 1 }, false, '', 0, [{ a: 1 }]],
  ])(
    '%j is the condition %s, the text "%s", the integer %d and the list %j',
    (value, truth, text, integer, list) => {
      expect(isTrue(value)).toBe(truth);
      expect(toText(value)).toBe(text);
      expect(toInteger(value)).toBe(integer);
      expect(toList(value)).toEqual(list);
    },
  );
});
