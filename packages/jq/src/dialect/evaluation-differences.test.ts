import { describe, expect, it } from 'vitest';
import { type Example, outcome } from './both-dialects.fixture.js';
import { EVALUATION_DIFFERENCES } from './evaluation-differences.js';
import { JACKSON_BUILTINS } from './jackson-builtins.js';

const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  Builtins: [
    ['toarray', {}, [[{}]], 'syntax error'],
    ['env', null, [{}], 'syntax error'],
    ['pick(.a)', { a: 1, b: 2 }, [{ a: 1 }], 'syntax error'],
    ['[add, (map(. * 2) | add)]', [1, 2], [[3, 6]], [[3, 6]]],
    ['recurse_down', 1, 'syntax error', [1]],
    ['def abs: 5; abs', 1, [5], [5]],
    ['"a" | splits("b")', null, ['a'], ['a']],
  ],
  '`$ENV`': [['$ENV', null, [{}], 'syntax error']],
  '`recurse` and null': [
    [
      '[recurse]',
      { a: null, b: [1] },
      [[{ a: null, b: [1] }, null, [1], 1]],
      [[{ a: null, b: [1] }, [1], 1]],
    ],
    ['[..]', { a: null }, [[{ a: null }, null]], [[{ a: null }, null]]],
    ['[limit(4; recurse(.up))] | length', { up: {} }, [4], [2]],
    ['[recurse(.[]?; . != 2)]', [1, 2], [[[1, 2], 1]], [[[1, 2], 1]]],
    ['[path(recurse)]', { a: [1, null] }, [[[], ['a'], ['a', 0], ['a', 1]]], [[[], ['a'], ['a', 0]]]],
  ],
  '`paths` and null': [
    ['[paths]', { a: null, b: [null, 1] }, [[['a'], ['b'], ['b', 0], ['b', 1]]], [[['b'], ['b', 1]]]],
    ['[paths(. == null)]', { a: null }, [[['a']]], [[['a']]]],
  ],
  '`last(f)` and `nth(n; f)` of too little': [
    ['last(empty)', null, [], [null]],
    ['last(1, 2)', null, [2], [2]],
    ['nth(5; 1, 2)', null, [], [2]],
    ['nth(0, 1; 1, 2)', null, [1, 2], [1, 2]],
    ['nth(-1; 1)', null, 'error', 'error'],
    ['last, nth(0)', [1, 2], [2, 1], [2, 1]],
  ],
  '`limit` below zero': [
    ['limit(-1; .[])', [1, 2], 'error', [1, 2]],
    ['limit(1; .[])', [1, 2], [1], [1]],
    ['limit(0; error("x"))', null, [], []],
    ['[limit(2; repeat(1))]', null, [[1, 1]], 'syntax error'],
  ],
  '`error` with null': [
    ['error(null)', null, 'error', []],
    ['null | error', null, 'error', []],
    ['try error("x", 2) catch .', null, ['x'], ['x']],
    ['try ({a: 1} | error) catch .a', null, [1], [1]],
  ],
  '`tonumber`': [
    ['tonumber', ' 12 ', 'error', [12]],
    ['tonumber', '2.5f', 'error', [2.5]],
    ['tonumber', '1D', 'error', [1]],
    ['map(tonumber)', [5, '-2.5e1', '.5'], [[5, -25, 0.5]], [[5, -25, 0.5]]],
    ['tonumber', 'x', 'error', 'error'],
    ['tonumber', '1 2', 'error', 'error'],
    ['tonumber', null, 'error', 'error'],
    ['tonumber | isinfinite', '-Infinity', [true], [true]],
  ],
  '`@uri`': [
    ['@uri', "a (b)!*'/%21~", ['a%20%28b%29%21%2A%27%2F%2521~'], ["a%20(b)!*'%2F%2521~"]],
    ['@uri "?q=\\(.)"', '(é)', ['?q=%28%C3%A9%29'], ['?q=(%C3%A9)']],
  ],
  '`ltrimstr` and `rtrimstr` of what is no string': [
    ['ltrimstr("a"), rtrimstr("a")', 5, 'error', [5, 5]],
    ['ltrimstr(5)', 'a', 'error', ['a']],
    ['ltrimstr("a"), rtrimstr("a")', 'aba', ['ba', 'ab'], ['ba', 'ab']],
  ],
  'Replacements of `sub` and `gsub`': [
    ['sub("N"; 5)', 'n: N', 'error', ['n: 5']],
    ['gsub("n"; true; "i")', 'n: N', 'error', ['true: true']],
    ['gsub("N"; null, [1], {a: 1})', 'N', 'error', ['null', '', '']],
    ['sub("(?<x>n)"; .x + "!")', 'n', ['n!'], ['n!']],
    ['sub("N"; "x"; "i")', 'n', ['x'], ['x']],
  ],
  '`walk`': [
    [
      'walk(.) | tojson',
      { b: 1, a: { d: 1, c: 2 } },
      ['{"b":1,"a":{"d":1,"c":2}}'],
      ['{"a":{"c":2,"d":1},"b":1}'],
    ],
    ['walk(if . == null then empty else . end)', { a: 1, b: null, c: 2 }, [{ a: 1, c: 2 }], [{ c: 2 }]],
    ['[walk(numbers |= (., 9))]', { a: 1 }, [[{ a: 1 }]], [[{ a: 1 }]]],
    ['walk(if type == "number" then ., 9 else . end)', { a: 1 }, [{ a: 1 }], [{ a: 9 }]],
    ['walk(if type == "array" then sort else . end)', [[2, 1], 0], [[0, [1, 2]]], [[0, [1, 2]]]],
  ],
  'A string times a number': [
    [
      '["-" * 0, 0.5 * "ab", "ab" * 1.5, 2 * "ab", "ab" * -1]',
      null,
      [['', '', 'ab', 'abab', null]],
      [[null, 'ab', 'ab', 'abab', null]],
    ],
    ['.a *= 0', { a: 'x' }, [{ a: '' }], [{ a: null }]],
    ['2 * 3, ({a: 1} * {b: 2})', null, [6, { a: 1, b: 2 }], [6, { a: 1, b: 2 }]],
    ['"a" * true', null, 'error', 'error'],
  ],
};

describe.each(EVALUATION_DIFFERENCES)('$name', ({ name }) => {
  const examples = EXAMPLES[name] ?? [];
  it('makes a difference', () => {
    expect(examples.some(([, , jq, jackson]) => JSON.stringify(jq) !== JSON.stringify(jackson))).toBe(true);
  });

  it.each(examples)('%j on %j', (program, input, jq, jackson) => {
    expect({ jq: outcome(program, input, 'jq'), jackson: outcome(program, input, 'jackson') }).toEqual({
      jq,
      jackson,
    });
  });
});

describe('the jackson builtins', () => {
  it.each([...JACKSON_BUILTINS])('have %s', (signature) => {
    const [name = '', arity = ''] = signature.split('/');
    const args = Array.from({ length: Number(arity) }, () => '.').join('; ');
    const call = args === '' ? name : `${name}(${args})`;
    expect(outcome(`if false then ${call} else 1 end`, null, 'jackson')).toEqual([1]);
  });
});

describe('the jackson number reader', () => {
  it.each(['1'.repeat(200_000), ' '.repeat(200_000), '.'.repeat(200_000)])(
    'refuses long texts at once',
    (part) => {
      expect(outcome('tonumber', `x${part}x`, 'jackson')).toBe('error');
      expect(outcome('tonumber', `1${part}x`, 'jackson')).toBe('error');
    },
  );
});
