import { describe, expect, it } from 'vitest';
import { analyse, compile, JqBudgetError, JqError, JqSyntaxError, parse } from './index.js';

describe('compile', () => {
  it('gives the first output, all outputs, or one after the other', () => {
    const filter = compile('.[]');
    expect(filter.one([1, 2])).toBe(1);
    expect(filter.one([])).toBeUndefined();
    expect(filter.all([1, 2])).toEqual([1, 2]);
    expect([...filter.iterate([1, 2])]).toEqual([1, 2]);
  });

  it('computes no more than the first output for one', () => {
    expect(compile('1, error("never")').one(null)).toBe(1);
  });

  it('iterates over endless programs', () => {
    const seen: unknown[] = [];
    for (const value of compile('0 | while(true; . + 1)').iterate(null)) {
      seen.push(value);
      if (seen.length === 100) break;
    }
    expect(seen.at(-1)).toBe(99);
  });

  it('gives the outputs before an error', () => {
    const outputs = compile('1, 2, error("x")').iterate(null);
    expect(outputs.next().value).toBe(1);
    expect(outputs.next().value).toBe(2);
    expect(() => outputs.next()).toThrow(JqError);
  });

  it('reads declared variables and refuses others when it compiles', () => {
    const filter = compile('[$a, $b]', { variables: ['a', 'b'] });
    expect(filter.one(null, { a: 1 })).toEqual([1, null]);
    expect(() => compile('$c', { variables: ['a'] })).toThrow('$c is not defined');
  });

  it('says where a program is wrong', () => {
    try {
      compile('.a |\n  nope(1)');
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(JqSyntaxError);
      expect(error).toMatchObject({
        message: 'nope/1 is not defined',
        line: 2,
        column: 3,
        offset: 7,
        length: 7,
      });
    }
  });

  it.each(['{', '}', '.[', '"a', '. as [] | 1', '{(1): 2}', 'break $x', '1 < 2 < 3', 'if 1 then 2', '"\\v"'])(
    'refuses %s',
    (program) => expect(() => compile(program)).toThrow(JqSyntaxError),
  );

  it('does not fail for a constant part that would fail when it runs', () => {
    expect(compile('if .x then 1 / 0 else "fine" end').one({})).toBe('fine');
  });

  it('hands out constants that cannot be changed', () => {
    const filter = compile('{a: [1]}');
    expect(Object.isFrozen(filter.one(null))).toBe(true);
  });

  it('names the time only when it is given', () => {
    expect(compile('now').one(null, {}, { now: 1500 })).toBe(1.5);
    expect(() => compile('now').one(null)).toThrow('now is not available');
  });

  it('ends evaluations that use up their budget', () => {
    expect(() => compile('[.[]]').all([1, 2, 3], {}, { budget: { steps: 2 } })).toThrow(JqBudgetError);
    expect(() => compile('.[]').all([1, 2, 3], {}, { budget: { outputs: 2 } })).toThrow(/budget of outputs/);
    expect(() => compile('try ("x" * .) catch 1').all(1000, {}, { budget: { bytes: 100 } })).toThrow(/bytes/);
  });
});

describe('parse', () => {
  it('gives frozen nodes with positions', () => {
    const ast = parse('.a | length');
    expect(ast).toMatchObject({
      kind: 'pipe',
      start: 0,
      end: 11,
      right: { kind: 'call', name: 'length', start: 5 },
    });
    expect(Object.isFrozen(ast)).toBe(true);
  });
});

describe('analyse', () => {
  it('finds free variables', () => {
    expect(analyse(parse('$x as $y | [$y, $z, $x] | . as {a: $b} | $b')).variables).toEqual(['x', 'z']);
  });
  it('finds the paths that are read', () => {
    expect(analyse(parse('.a.b + (.c | .d)')).paths).toEqual([['a', 'b'], ['c']]);
    expect(analyse(parse('length')).paths).toEqual([[]]);
  });
  it('tells programs with one output from others', () => {
    expect(analyse(parse('{a: .b} | if .a then 1 else "x\\(.a)" end')).single).toBe(true);
    expect(analyse(parse('.[]')).single).toBe(false);
    expect(analyse(parse('$x + 1')).single).toBe(true);
  });
});
