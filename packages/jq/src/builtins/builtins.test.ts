import { describe, expect, it } from 'vitest';
import { outputs, raised } from '../evaluation.fixture.js';
import type { Json } from '../json.js';

type Case = readonly [program: string, input: Json, expected: readonly Json[]];

function check(cases: readonly Case[]): void {
  it.each(cases)('%s on %j', (program, input, expected) => {
    expect(outputs(program, input)).toEqual(expected);
  });
}

describe('core', () => {
  check([
    ['map(length)', [null, -5, 'é😀', [1], { a: 1 }], [[0, 5, 2, 1, 1]]],
    ['map(type)', [null, true, 1, 'a', [], {}], [['null', 'boolean', 'number', 'string', 'array', 'object']]],
    ['keys, has("a")', { b: 1, a: 2 }, [['a', 'b'], true]],
    ['has("a"), has(0), ("a" | in(null))', null, [false, false, false]],
    ['try join({}) catch .', { a: null, b: [] }, ['string ("") and object ({}) cannot be added']],
    ['try join(null) catch .', ['a', 'b', []], ['string ("ab") and array ([]) cannot be added']],
    [
      'try "\\(error("a")) \\(error("b"))" catch ., try "\\(.a)\\(.b)" catch .',
      1,
      ['b', 'Cannot index number with string ("b")'],
    ],
    ['path((reduce . as $y (.; . + $y)) + .)', [], [[]]],
    ['indices(""), index("")', 'a', [[], null]],
    [
      'map(tostring), map(tojson)',
      [1, 'a', [null]],
      [
        ['1', 'a', '[null]'],
        ['1', '"a"', '[null]'],
      ],
    ],
    ['map(tonumber)', ['1', '-2.5e1', 3], [[1, -25, 3]]],
    ['fromjson', '{"a":[1,nan]}', [{ a: [1, NaN] }]],
    ['add, add(.[] * 2)', [1, 2], [3, 6]],
    ['any, all, any(. > 1), all(. > 0)', [1, 2], [true, true, true, true]],
    [
      '[1e17, 1e-5, 100, 1.5, ("-0" | fromjson), -0, 3e300] | map(tojson)',
      null,
      [['1e+17', '1e-05', '100', '1.5', '-0', '0', '3e+300']],
    ],
  ]);
  it('compares the containment of values of one kind, where true and false are two', () => {
    expect(outputs('contains(true), ([.] | contains([false]))', true)).toEqual([true, false]);
    expect(raised('contains(true)', false)).toBe(
      'boolean (false) and boolean (true) cannot have their containment checked',
    );
  });
  it('explains what cannot be converted', () => {
    expect(raised('tonumber', 'x')).toBe('string ("x") cannot be parsed as a number');
    expect(raised('length', true)).toBe('boolean (true) has no length');
    expect(raised('error({a: 1})')).toEqual({ a: 1 });
    expect(raised('"very-long-long-long-long-string" | -.')).toBe(
      'string ("very-long-long-long-long...") cannot be negated',
    );
  });
});

describe('arrays', () => {
  check([
    [
      'sort, sort_by(-.)',
      [3, 1, 2],
      [
        [1, 2, 3],
        [3, 2, 1],
      ],
    ],
    ['group_by(.k) | map(length)', [{ k: 1 }, { k: 2 }, { k: 1 }], [[2, 1]]],
    ['unique_by(.k), (min_by(.k), max_by(.k) | .k)', [{ k: 2 }, { k: 1 }], [[{ k: 1 }, { k: 2 }], 1, 2]],
    [
      'flatten, flatten(1)',
      [1, [2, [3]]],
      [
        [1, 2, 3],
        [1, 2, [3]],
      ],
    ],
    ['reverse, first, last, nth(1)', [1, 2, 3], [[3, 2, 1], 1, 3, 2]],
    [
      'transpose',
      [[1], [2, 3]],
      [
        [
          [1, 2],
          [null, 3],
        ],
      ],
    ],
    ['join("-")', ['a', 1, null, true], ['a-1--true']],
    [
      'from_entries',
      [
        { key: 'a', value: 1 },
        { name: 'b', value: 2 },
        { Name: 'c', Key: 'd', Value: 3 },
      ],
      [{ a: 1, b: 2, d: 3 }],
    ],
    ['index(2), rindex(2), indices([1, 2])', [1, 2, 1, 2], [1, 3, [0, 2]]],
    ['bsearch(2), bsearch(0)', [1, 2], [1, -1]],
    ['[limit(2; .[])], [skip(1; .[])], isempty(.[])', [1, 2, 3], [[1, 2], [2, 3], false]],
    ['INDEX(.id), IN(.[].id; 2), [combinations(1)]', [{ id: 1 }], [{ 1: { id: 1 } }, false, [[{ id: 1 }]]]],
    ['walk(if type == "number" then . + 1 else . end)', [1, { a: 2 }], [[2, { a: 3 }]]],
    ['[tostream] | fromstream(.[])', { a: [1] }, [{ a: [1] }]],
    [
      'until(. > 100000; . + 1), [while(. < 3; . + 1)], [recurse(if . < 2 then . + 1 else empty end)]',
      0,
      [100001, [0, 1, 2], [0, 1, 2]],
    ],
  ]);
});

describe('strings', () => {
  check([
    ['split(", "), ascii_upcase, ltrimstr("a"), .[1:3]', 'a, b', [['a', 'b'], 'A, B', ', b', ', ']],
    ['trim, explode, (explode | implode)', ' é ', ['é', [32, 233, 32], ' é ']],
    ['startswith("a"), endswith("c"), contains("b"), inside("xabcx")', 'abc', [true, true, true, true]],
    ['@csv, @tsv, @sh, (.[0] | @html)', ['a\0b'], ['"a\\0b"', 'a\\0b', "'a\\0b'", 'a\\0b']],
    ['[(null, "Z6U=", "6WU=") | @base64d]', null, [['\u{fffd}\u{fffd}', 'g\u{fffd}', '\u{fffd}']]],
    ['[scan("a", "b"; "", "i")]', 'ab', [['a', 'a', 'b', 'b']]],
    ['@csv, @tsv, @sh', ['a"b', 1, null], ['"a""b",1,', 'a"b\t1\t', "'a\"b' 1 null"]],
    [
      '@uri, (@uri | @urid), (@base64 | @base64d), (@base32 | @base32d)',
      'é &',
      ['%C3%A9%20%26', 'é &', 'é &', 'é &'],
    ],
  ]);
});

describe('dates', () => {
  check([
    ['todate, gmtime', 1425599507, ['2015-03-05T23:51:47Z', [2015, 2, 5, 23, 51, 47, 4, 63]]],
    ['fromdate, (strptime("%Y-%m-%dT%H:%M:%SZ") | mktime)', '2015-03-05T23:51:47Z', [1425599507, 1425599507]],
    ['strftime("%A, %B %e, %Y %j %V %I%p %%")', 0, ['Thursday, January  1, 1970 001 01 12AM %']],
    ['strptime("%d %b %y %I:%M %p") | mktime', '5 Jan 24 10:20 PM', [1704493200]],
  ]);
  it('uses the time zone of the caller', () => {
    expect(outputs('localtime[3], strflocaltime("%H:%M %z")', 0, { timeZone: 'Asia/Kolkata' })).toEqual([
      5,
      '05:30 +0530',
    ]);
    expect(raised('localtime', 0, { timeZone: 'Nowhere/None' })).toBe('unknown time zone "Nowhere/None"');
  });
});
