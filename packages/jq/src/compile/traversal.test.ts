import { describe, expect, it } from 'vitest';
import { outputs, raised } from '../evaluation.fixture.js';
import { compile, type Json, JqBudgetError } from '../index.js';

const ITEMS: Json = [
  { n: 3, on: true, tags: ['a'] },
  { n: 1, on: false, tags: [] },
  { n: 2, on: true, tags: ['b', 'c'] },
];

/** The same program, written so that no loop can take the elements itself. */
function longWay(program: string): string {
  return program.replaceAll('.[]', '(.[] | (., empty))');
}

describe('elements of a value', () => {
  it.each([
    '[.[] | .n]',
    '[.[].n]',
    '[.[] | select(.on) | .n]',
    '[.[] | .n | select(. > 1)]',
    '[.[] | select(.on) | select(.n > 2) | .n + 1]',
    '[.[] | select(.on) | .tags[]]',
    '[.[] | .tags | .[]]',
    '[.[] | .n | strings, numbers]',
    '[.[].n] | add',
    '[.[] | select(.n > 1)] | length',
    '[.[] | .tags] | add',
    '[.[] | select(.n > 9).n] | add',
    'reduce .[] as $i (0; . + $i.n)',
    'reduce .[] as $i ([]; . + $i.tags)',
    'reduce .[] as $i (null; . + ($i.n * 2 | tostring))',
    'reduce .[] as $i (0; if $i.on then . + 1 else . end)',
    'reduce .[] as $i ({}; .[$i.n | tostring] = $i.tags)',
    'reduce .[] as $i (5; . + ($i.n | strings))',
    'reduce (.[] | select(.on)) as $i (0; . + $i.n)',
    '[limit(2; .[].n)]',
    'path(.[] | select(.on) | .n)',
  ])('%s', (program) => {
    const objects = { a: { n: 3, on: true, tags: ['a'] }, b: { n: 0, on: null, tags: [] } };
    for (const input of [ITEMS, [], objects])
      expect(outputs(program, input)).toEqual(outputs(longWay(program), input));
  });

  it('raises what the first failing element raises', () => {
    expect(raised('map(.n + 1) | length', [{ n: 1 }, { n: {} }, { n: [] }])).toBe(
      'object ({}) and number (1) cannot be added',
    );
    expect(raised('map(.n) | add', 5)).toBe('Cannot iterate over number (5)');
    expect(raised('reduce .[] as $i (0; . + $i)', [1, 'x'])).toBe(
      'number (1) and string ("x") cannot be added',
    );
  });

  it('keeps the sum of mixed kinds apart from its parts', () => {
    const input = [[1], [2], [3]];
    expect(outputs('add, (map(.) | add), .', input)).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [[1], [2], [3]],
    ]);
  });

  it.each([
    'map(.) | length',
    'map(.) | add',
    '[.[]]',
    'reduce .[] as $i (0; . + $i)',
    '[.[] | select(. < 0)]',
  ])('%s counts each element as a step', (program) => {
    const input = Array.from({ length: 100 }, () => 1);
    expect(() => compile(program).one(input, {}, { budget: { steps: 99 } })).toThrow(JqBudgetError);
    expect(() => compile(program).one(input, {}, { budget: { steps: 200 } })).not.toThrow();
  });

  it('counts the bytes of an array of elements', () => {
    const filter = compile('map(.)');
    const input = Array.from({ length: 100 }, () => 1);
    expect(() => filter.one(input, {}, { budget: { bytes: 100 } })).toThrow(JqBudgetError);
  });
});
