import { describe, expect, it } from 'vitest';
import { outputs } from '../evaluation.fixture.js';
import { checkNames } from './check.js';
import { compileAst } from './compiler.js';
import { rootNames } from './scope.js';
import { parse } from '../syntax/parser.js';

/** What is known of a program when it has been compiled. */
function known(program: string): unknown {
  const ast = parse(program);
  checkNames(ast, program, ['x'], 'jq');
  return compileAst(ast, rootNames(['x'], 'jq')).constant?.value;
}

describe('constant folding', () => {
  it.each([
    ['1000 * 60 * 60', 3_600_000],
    ['-(2 + 3) % 4', -1],
    ['"a" + "b" == "ab"', true],
    ['1 < 2 and ("x" | not | not)', true],
    ['null // "none"', 'none'],
    ['if 1 > 2 then "a" else "b" end', 'b'],
    ['[1, 2 + 3]', [1, 5]],
    ['{a: {b: 1 + 1}}.a.b', 2],
    ['[1, 2, 3] | map(select(. > 1) * 2) | add', 10],
    ['"a,b" | split(",") | length', 2],
    ['"\\(1 + 1) and @\\("x" | ascii_upcase)"', '2 and @X'],
    ['"1970-01-02T00:00:00Z" | fromdate', 86_400],
    ['def day: 24 * 60; day * 60', 86_400],
  ])('%s', (program, value) => {
    expect(known(program)).toEqual(value);
    expect(outputs(program)).toEqual([value]);
  });

  it.each([
    '.',
    '.a + 1',
    '$x',
    '$x + 1',
    '1 + now',
    '0 | localtime',
    '0 | strflocaltime("%H")',
    '1, 2',
    '"x" * 1e6',
  ])('%s stays', (program) => {
    expect(known(program)).toBeUndefined();
  });

  it.each([
    ['try ("a" - 1) catch "caught"', 'caught'],
    ['try ([1, {}] | add) catch "caught"', 'caught'],
    ['.a // ("x" | tonumber? // "no number")', 'no number'],
    ['if false then ("a" | error) else 1 end', 1],
  ])('an error in what is constant is one of the run: %s', (program, value) => {
    expect(outputs(program)).toEqual([value]);
  });

  it('evaluates what depends on the run in every run', () => {
    expect(outputs('1 | now', null, { now: 5_000 })).toEqual([5]);
    expect(outputs('0 | strflocaltime("%H")', null, { timeZone: 'Asia/Tokyo' })).toEqual(['09']);
  });
});
