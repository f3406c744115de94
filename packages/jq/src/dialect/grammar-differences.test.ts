import { describe, expect, it } from 'vitest';
import { compile, JqSyntaxError, parse } from '../index.js';
import { type Example, outcome } from './both-dialects.fixture.js';
import { GRAMMAR_DIFFERENCES } from './grammar-differences.js';

const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  'Precedence of operators': [
    ['.a = .b // 1', { b: null }, [{ a: null, b: null }], [{ a: 1, b: null }]],
    ['true or true and false', null, [true], [false]],
    ['false and true or true', null, [true], [true]],
    ['1 < 2 < 3', null, 'syntax error', [true]],
    ['.a = .b = 1', {}, 'syntax error', [{ a: { b: 1 } }]],
    ['1 + 2 * 3 - 4 / 2', null, [5], [5]],
    ['null // false // 3', null, [3], [3]],
  ],
  'What `as` binds': [
    ['1, 2 as $x | $x * 10', null, [1, 20], [10, 20]],
    ['1 + 2 as $x | $x * 10', null, [30], [30]],
    ['[1, 2][] as $x | 3 as $y | $x * $y', null, [3, 6], [3, 6]],
    ['{a: 1 as $x | $x + 1, b: 2}', null, 'syntax error', [{ a: 2, b: 2 }]],
    ['{a: 1 as [$x] | $x}?', null, 'syntax error', []],
  ],
  'What `try` covers': [
    ['[try error("x"), 1]', null, [[1]], [[]]],
    ['try error("x") | 1 catch .', null, 'syntax error', ['x']],
    ['[.[] | try tonumber catch 0]', ['1', 'x'], [[1, 0]], [[1, 0]]],
    ['try(.a) != null and .a > .b', { a: 1, b: 0 }, [true], [true]],
    ['{a: try error("x") catch 0, b: 1}', null, [{ a: 0, b: 1 }], [{ a: 0, b: 1 }]],
    ['(try error("x")) // 1', null, [1], [1]],
  ],
  'Empty parentheses': [
    ['now()', null, 'syntax error', [0]],
    ['map(length())', ['ab'], 'syntax error', [[2]]],
    ['map()', [1], 'syntax error', 'syntax error'],
  ],
  'Number literals': [
    ['007', null, [7], 'syntax error'],
    ['2024-01-05', null, [2018], 'syntax error'],
    ['2024-11-12', null, [2001], [2001]],
    ['1.', null, [1], 'syntax error'],
    [
      '[0, 0.5, .5, 10, 1e2, 1.5e-1, 0e0]',
      null,
      [[0, 0.5, 0.5, 10, 100, 0.15, 0]],
      [[0, 0.5, 0.5, 10, 100, 0.15, 0]],
    ],
    ['9223372036854775807 > 1', null, [true], [true]],
    ['9223372036854775808 > 1', null, [true], 'syntax error'],
    [`${'9'.repeat(400)} > 1`, null, [true], 'syntax error'],
    ['9223372036854775808.0 > 1', null, [true], [true]],
  ],
  'Programs without an expression': [
    ['def f: 1;', 5, [5], 'syntax error'],
    ['', 5, [5], 'syntax error'],
    ['def f: 1; f', 5, [1], [1]],
  ],
  Comments: [
    ['# a \\\n1, 2', 5, [5], [1, 2]],
    ['1 # a\n+ 1', 5, [2], [2]],
    ['1 # a\r+ 1', 5, [1], [2]],
  ],
  'Control characters in strings': [
    ['"a\nb"', null, ['a\nb'], 'syntax error'],
    ['"a\\nb\\(1)"', null, ['a\nb1'], ['a\nb1']],
    ['"a\\(\n1)\tb"', null, ['a1\tb'], 'syntax error'],
    ['"a\\(\n1)b"', null, ['a1b'], ['a1b']],
  ],
  '`$__loc__`': [
    ['$__loc__.line', null, [1], 'syntax error'],
    ['{$__loc__} | .__loc__.line', null, [1], 'syntax error'],
    ['.__loc__', { __loc__: 2 }, [2], [2]],
  ],
};

describe.each(GRAMMAR_DIFFERENCES)('$name', ({ name }) => {
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

describe('the jackson grammar', () => {
  it('leaves texts that only look like programs to be text', () => {
    for (const text of [
      '#general',
      '2024-01-05',
      '0151234',
      '12345678901234567890',
      '10.0.0.1',
      'utf-8',
      'a/b',
    ]) {
      expect(() => compile(text, { dialect: 'jackson' }), text).toThrow(JqSyntaxError);
    }
  });

  it('reads an optional step before `//`', () => {
    expect(outcome('.a?//"x"', 5, 'jackson')).toEqual(['x']);
  });

  it('is the one that parse is told to use', () => {
    expect(parse('.a = .b // 1', { dialect: 'jackson' })).toMatchObject({ kind: 'assign' });
    expect(parse('.a = .b // 1')).toMatchObject({ kind: 'alternative' });
  });
});
