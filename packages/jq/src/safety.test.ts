import { describe, expect, it } from 'vitest';
import { outputs } from './evaluation.fixture.js';
import { compile, JqBudgetError, JqSyntaxError } from './index.js';
import type { Budget } from './index.js';

const RUNAWAYS = [
  'def f: f; f',
  'def f: 1 + f; f',
  'def f(x): x | f(x | x); f(.)',
  '[range(1e12)]',
  '[repeat(1)]',
  'last(range(1e9))',
  '"x" * 1e9',
  '[limit(1e9; repeat("x"))]',
  'reduce range(1e9) as $i (0; . + 1)',
  'reduce range(1000) as $i ("x"; . + .)',
  'reduce range(1000) as $i ([1]; . + .)',
  'reduce range(60) as $i ([1]; [., .]) | tojson',
  'reduce range(60) as $i ([1]; [., .]) | flatten',
  'reduce range(60) as $i ([1]; [., .]) | . == (.[0] | [., .])',
  'reduce range(60) as $i ([1]; [., .]) | [., .] | sort',
  'reduce range(60) as $i ({a: 1}; {a: ., b: .}) | . * .',
  '.[500000000] = 1',
  '[recurse(. + 1)]',
  '("a" * 30000) | test("(a*)*b")',
  '("a" * 30) | test("^(a+)+$b")',
  '("x" * 1e7) as $s | last(range(1e6) | $s | length)',
  'try ([range(1e12)]) catch "not caught"',
  'first(range(1e9) | select(. < 0)) // 1',
];

describe('budget', () => {
  it.each(RUNAWAYS)('%s ends', (program) => {
    const filter = compile(program);
    const start = process.cpuUsage();
    expect(() => filter.all(null)).toThrow(JqBudgetError);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(5_000);
  });

  it('survives programs that nest deeply', () => {
    for (const program of [
      '('.repeat(50_000),
      '['.repeat(50_000),
      '-'.repeat(50_000) + '1',
      '.a'.repeat(50_000),
    ]) {
      expect(() => compile(program)).toThrow(JqSyntaxError);
    }
  });

  it('refuses programs whose functions multiply', () => {
    const nested = (depth: number): string =>
      depth === 0 ? '.' : `def f(x): ${nested(depth - 1)} | x; f(1), f(1, 2)`;
    const start = process.cpuUsage();
    expect(() => compile(nested(40))).toThrow(JqSyntaxError);
    const loops = 'until('.repeat(30) + '.' + '; ., .)'.repeat(30);
    expect(() => compile(loops)).toThrow(JqSyntaxError);
    expect(process.cpuUsage(start).user / 1_000).toBeLessThan(5_000);
  });

  it('takes no limit that is none', () => {
    const budget = JSON.parse('{"steps": "many", "bytes": -1, "depth": null}') as Partial<Budget>;
    expect(() => compile('[range(1e12)]').all(null, {}, { budget })).toThrow(JqBudgetError);
  });

  it('handles deep values without the stack', () => {
    expect(outputs('reduce range(9000) as $i (null; [.]) | tojson | fromjson | [flatten] | length')).toEqual([
      1,
    ]);
  });
});

describe('objects', () => {
  const KEYS = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

  it.each(KEYS)('finds %s only where it is data', (key) => {
    expect(outputs('.[$k]? // "none" | .'.replaceAll('$k', JSON.stringify(key)), {})).toEqual(['none']);
    expect(outputs(`has("${key}"), (try getpath(["${key}", "x"]) catch "none")`, {})).toEqual([false, null]);
  });

  it.each([
    '.__proto__.polluted = 1',
    'setpath(["__proto__", "polluted"]; 1)',
    '. * {"__proto__": {"polluted": 1}}',
    '. + {"__proto__": {"polluted": 1}}',
    '[{key: "__proto__", value: {polluted: 1}}] | from_entries',
    '"{\\"__proto__\\": {\\"polluted\\": 1}}" | fromjson',
    'reduce "__proto__" as $k ({}; .[$k] = {polluted: 1})',
    '{("__proto__", "b"): {polluted: 1}} | .',
    '"polluted" as $__proto__ | {"__proto__": {polluted: 1}} | map_values(.) | to_entries | from_entries',
  ])('%s makes an own property and pollutes nothing', (program) => {
    const [result] = outputs(program, {});
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(Object.keys(result as object)).toEqual(['__proto__']);
    expect(outputs('.__proto__.polluted', result ?? null)).toEqual([1]);
    expect('polluted' in {}).toBe(false);
  });

  it('captures named __proto__ are data too', () => {
    expect(outputs('capture("(?<__proto__>a)") | keys', 'a')).toEqual([['__proto__']]);
  });
});
