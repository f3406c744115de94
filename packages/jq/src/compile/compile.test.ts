import { describe, expect, it } from 'vitest';
import { outputs, raised } from '../evaluation.fixture.js';
import type { Json } from '../json.js';

type Case = readonly [program: string, input: Json, expected: readonly Json[]];

function check(cases: readonly Case[]): void {
  it.each(cases)('%s on %j', (program, input, expected) => {
    expect(outputs(program, input)).toEqual(expected);
  });
}

describe('paths', () => {
  check([
    ['.a.b', { a: { b: 1 } }, [1]],
    ['.a."b c"["d"]', { a: { 'b c': { d: 2 } } }, [2]],
    ['.a[1:][0]', { a: [1, 2, 3] }, [2]],
    ['.[-1], .[5], .[1.7]', [1, 2, 3], [3, null, 2]],
    ['[.[]?]', 5, [[]]],
    ['.a?, (.a? // "none")', 5, ['none']],
    ['try (.a // "none") catch "caught"', 5, ['caught']],
    ['try ((null, error("x")) // 1) catch .', null, ['x']],
    ['path((.a, .b) // .c)', { b: 1 }, [['b']]],
    ['path(.a // .c)', {}, [['c']]],
    ['[..]', [1, [2]], [[[1, [2]], 1, [2], 2]]],
    ['.[("a", "b")]', { a: 1, b: 2 }, [1, 2]],
    ['.a?//5', 1, [5]],
    [
      'path(.a[].b?)',
      { a: [{ b: 1 }, {}] },
      [
        ['a', 0, 'b'],
        ['a', 1, 'b'],
      ],
    ],
    [
      '[paths(type == "number")]',
      { a: [1, { b: 2 }] },
      [
        [
          ['a', 0],
          ['a', 1, 'b'],
        ],
      ],
    ],
  ]);
  it('says which step of a path is none', () => {
    expect(raised('path(map(.a) | .[0])', [])).toBe(
      'Invalid path expression near attempt to access element 0 of []',
    );
    expect(raised('.a.b', { a: 1 })).toBe('Cannot index number with string ("b")');
    expect(raised('.[]', 1)).toBe('Cannot iterate over number (1)');
  });
});

describe('operators', () => {
  check([
    ['1 + 2 * 3 - 4 / 2, -(1), 7 % -3', null, [5, -1, 1]],
    ['.a + .b', { a: [1], b: [2] }, [[1, 2]]],
    ['{a: 1} * {a: {b: 2}}', null, [{ a: { b: 2 } }]],
    ['"a,b" / ","', null, [['a', 'b']]],
    ['(1, 2) + (10, 20)', null, [11, 12, 21, 22]],
    ['[1, 1 == 1.0, "a" < "b", [] < {}, null < false]', null, [[1, true, true, true, true]]],
    ['(true, false) and (true, false)', null, [true, false, false]],
    ['null // false // 3, (1, null, 2) // 9', null, [3, 1, 2]],
    ['1 as $x | 2 as $y | [$x, $y, $__loc__.line]', null, [[1, 2, 1]]],
    ['1 + 2 as $x | -$x', null, [-3]],
  ]);
  it('names both sides of an impossible operation', () => {
    expect(raised('{} + 1')).toBe('object ({}) and number (1) cannot be added');
    expect(raised('"a" - 1')).toBe('string ("a") and number (1) cannot be subtracted');
    expect(raised('1 / 0')).toBe('number (1) and number (0) cannot be divided because the divisor is zero');
  });
});

describe('construction', () => {
  check([
    [
      '{a, "b": 2, (.k): 3, $__loc__}',
      { a: 1, k: 'x' },
      [{ a: 1, b: 2, x: 3, __loc__: { file: '<top-level>', line: 1 } }],
    ],
    [
      '{a: (1, 2), b: (3, 4)} | [.a, .b]',
      null,
      [
        [1, 3],
        [1, 4],
        [2, 3],
        [2, 4],
      ],
    ],
    ['"\\(1, 2)-\\(3, 4)"', null, ['1-3', '2-3', '1-4', '2-4']],
    ['"x\\("y" + "\\(1)")"', null, ['xy1']],
    ['@base64 "a\\(.)", @json "\\([.])", @html "<\\(.)>"', '<', ['aPA==', '["<"]', '<&lt;>']],
    ['[.[] | {name: .n}]', [{ n: 1 }, { n: 2 }], [[{ name: 1 }, { name: 2 }]]],
  ]);
});

describe('control', () => {
  check([
    ['[.[] | if . > 2 then "big" elif . == 2 then "two" end]', [1, 2, 3], [[1, 'two', 'big']]],
    ['try error("x") catch "caught \\(.)"', null, ['caught x']],
    ['[.[] | (1 / .)?]', [1, 0, 2], [[1, 0.5]]],
    [
      'reduce .[] as [$a, $b] (0; . + $a * $b)',
      [
        [1, 2],
        [3, 4],
      ],
      [14],
    ],
    [
      '[foreach .[] as $x (0; . + $x; [$x, .])]',
      [1, 2],
      [
        [
          [1, 1],
          [2, 3],
        ],
      ],
    ],
    ['[label $out | .[] | if . > 2 then break $out else . end]', [1, 2, 3, 1], [[1, 2]]],
    ['.[] as [$a] ?// $a | [$a]', [[1], 2], [[1], [2]]],
    ['. as {a: $x, b: [$y, {$z}]} | [$x, $y, $z]', { a: 1, b: [2, { z: 3 }] }, [[1, 2, 3]]],
    ['def f(g; $n): g + $n; f(.a; 1, 2)', { a: 10 }, [11, 12]],
    ['def fac: if . < 2 then 1 else . * (. - 1 | fac) end; fac', 10, [3628800]],
    ['def f: def g: 3; g * 2; f, [limit(3; repeat(1))], first(range(10; 0; -1))', null, [6, [1, 1, 1], 10]],
  ]);
  it('catches errors of the body only, not of what follows', () => {
    expect(raised('(try 1 catch 2) | error("outside")')).toBe('outside');
    expect(raised('first(1?) | error("later")')).toBe('later');
    expect(outputs('[(. as [$x] ?// {$x} | .)? | error]', [1])).toEqual([[]]);
    expect(outputs('add([1], (. as $x ?// {("a", "b"): $x} | .))', { a: 1 })).toEqual([{ a: 1 }]);
  });
});

describe('assignment', () => {
  check([
    ['.a = 1, .a.b[1] |= 5, .n += 1', { n: 1 }, [{ n: 1, a: 1 }, { n: 1, a: { b: [null, 5] } }, { n: 2 }]],
    [
      '(.a, .b) = range(2)',
      {},
      [
        { a: 0, b: 0 },
        { a: 1, b: 1 },
      ],
    ],
    ['.a //= 3', { a: null }, [{ a: 3 }]],
    ['.[] |= empty', [1, 2, 3], [[]]],
    ['del(.[1, 0]), del(.[-1])', [1, 2, 3], [[3], [1, 2]]],
    ['.[1:] = ["x"]', [1, 2, 3], [[1, 'x']]],
    [
      'to_entries, with_entries(.value += 1), map_values(. * 2)',
      { a: 1 },
      [[{ key: 'a', value: 1 }], { a: 2 }, { a: 2 }],
    ],
    ['pick(.a, .c[1])', { a: 1, b: 2 }, [{ a: 1, c: [null, null] }]],
    ['(.. | select(type == "number")) += 1', [1, [2]], [[2, [3]]]],
  ]);
  it('never changes its input', () => {
    const input = Object.freeze({ a: Object.freeze([1, 2]), b: Object.freeze({ c: 1 }) });
    expect(outputs('.a[0] = 9 | .b.c |= 8 | del(.a[1]) | .a += [3]', input)).toEqual([
      { a: [9, 3], b: { c: 8 } },
    ]);
    expect(input).toEqual({ a: [1, 2], b: { c: 1 } });
  });
  it('grows the state of reduce in place without touching what others see', () => {
    expect(outputs('[1] as $a | reduce range(3) as $i ($a; . + [$i]), $a')).toEqual([[1, 0, 1, 2], [1]]);
    expect(outputs('. as $o | reduce ("x", "y") as $k ($o; .[$k] = 1), $o', { z: 0 })).toEqual([
      { z: 0, x: 1, y: 1 },
      { z: 0 },
    ]);
    expect(outputs('[foreach range(3) as $i ([]; . + [$i])]')).toEqual([[[0], [0, 1], [0, 1, 2]]]);
  });
});
