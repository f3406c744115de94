import { describe, expect, it } from 'vitest';
import { outputs } from '../evaluation.fixture.js';

describe('calls at the end of a function', () => {
  it.each([
    ['def f: if . >= 100000 then . else . + 1 | f end; 0 | f', 100_000],
    ['def f($n): if $n == 0 then . else . + 1 | f($n - 1) end; 0 | f(100000)', 100_000],
    ['def f(g): if . >= 100000 then . else g | f(g) end; 0 | f(. + 1)', 100_000],
    ['def f: . as $x | if $x >= 100000 then $x else $x + 1 | f end; 0 | f', 100_000],
    ['def f: (if . >= 100000 then . else null end) // (. + 1 | f); 0 | f', 100_000],
    ['def f: def g: if . >= 100000 then . else . + 1 | f end; g; 0 | f', 100_000],
    ['def f: if . < 100000 then empty, (. + 1 | f) else ., 1 end; first(0 | f)', 100_000],
    ['def f: ., (select(. < 100000) | . + 1 | f); last(0 | f)', 100_000],
    ['last(0 | recurse(. + 1; . <= 100000))', 100_000],
    ['last(limit(100001; 0 | recurse(. + 1)))', 100_000],
  ])('%s needs no stack', (program, expected) => {
    expect(outputs(program)).toEqual([expected]);
  });

  it('give their outputs in order, and stop when no more are wanted', () => {
    expect(outputs('def f: ., (if . < 3 then . + 1 | f else empty end); [0 | f]')).toEqual([[0, 1, 2, 3]]);
    expect(outputs('def f: ., (. + 1 | f); [limit(3; 0 | f)]')).toEqual([[0, 1, 2]]);
    expect(
      outputs('def f: if . > 2 then error("end") else ., (. + 1 | f) end; [try (0 | f) catch .]'),
    ).toEqual([[0, 1, 2, 'end']]);
  });

  it('see the variables of their own round', () => {
    const program = 'def f: . as $x | if $x > 2 then [$x] else $x + 1 | f | . + [$x] end; 0 | f';
    expect(outputs(program)).toEqual([[3, 2, 1, 0]]);
  });
});

describe('other recursion', () => {
  it.each([
    ['def sum: if . <= 0 then 0 else . + (. - 1 | sum) end; 1000 | sum', 500_500],
    ['def f: if . <= 0 then [] else [(. - 1 | f)] end; 1000 | f | [.. | arrays] | length', 1_001],
    ['def f: if . <= 0 then 0 else (. - 1 | f), 1 end; [1000 | f] | add', 1_000],
  ])('%s reaches a thousand levels', (program, expected) => {
    expect(outputs(program)).toEqual([expected]);
  });

  it('of a function with one output for some inputs and several for others is no single output', () => {
    expect(outputs('def f: if . > 1 then (., .) else . + 1 | f end; [0 | f]')).toEqual([[2, 2]]);
    expect(outputs('def f(g): if . > 1 then g else . + 1 | f(g) end; [0 | f(., 5)]')).toEqual([[2, 5]]);
  });
});
