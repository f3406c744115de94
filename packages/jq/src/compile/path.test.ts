import { describe, expect, it } from 'vitest';
import { outputs, raised } from '../evaluation.fixture.js';
import { compile, JqError, JqSyntaxError } from '../index.js';

describe('a part that puts out what it was given', () => {
  it.each([
    'pick(.)',
    'setpath([]; .)',
    'delpaths([])',
    'del(empty)',
    '. = .',
    'tonumber',
    'abs',
    'add(.)',
    'null + .',
    '. + null',
    '[., 4] | min',
    '[2, .] | max_by(.)',
  ])('keeps the place of a number: %s', (program) => {
    expect(outputs(`path(${program})`, 3)).toEqual([[]]);
  });

  it('is told from one that makes an equal number', () => {
    expect(raised('path(fmin(.; 4))', 3)).toBe('Invalid path expression with result 3');
    expect(raised('path(. + "")', 'a')).toBe('Invalid path expression with result "a"');
    expect(raised('path("\\(.)")', 'a')).toBe('Invalid path expression with result "a"');
    expect(outputs('path(tostring)', 'a')).toEqual([[]]);
    expect(raised('path(try error("\\(.)") catch .)', 'a')).toBe('Invalid path expression with result "a"');
    expect(outputs('path(try error catch .)', 'a')).toEqual([[]]);
  });

  it('is told from a slice, which trimming is', () => {
    expect(outputs('path(ltrimstr("a")), path(rtrimstr("b")), path(trimstr("x"))', 'ab')).toEqual([
      [{ start: 1, end: null }],
      [{ start: null, end: 1 }],
      [],
    ]);
  });

  it('keeps the place of an array or an object to which nothing is added', () => {
    expect(outputs('path(. + [])', [1])).toEqual([[]]);
    expect(outputs('path(. + {}), path(. * {})', { a: 1 })).toEqual([[], []]);
    expect(outputs('path(last(.[0:]))', [1])).toEqual([[]]);
    expect(raised('path([] + .)', [1])).toBe('Invalid path expression with result [1]');
  });
});

describe('updates inside a path expression', () => {
  it('say what they are when they are done', () => {
    expect(raised('path(.a += 2)', { a: 1 })).toBe(
      'Invalid path expression near attempt to access element 0 of [{"a":3},[]]',
    );
    expect(raised('path(.a //= 2)', {})).toBe(
      'Invalid path expression near attempt to access element 0 of [{"a":2},[]]',
    );
  });

  it('do nothing without a value', () => {
    expect(outputs('[path(.a += empty)]', {})).toEqual([[]]);
  });

  it('find the first step of the right side that leaves the path', () => {
    expect(raised('path(.[0] |= .[0])', [[1]])).toBe(
      'Invalid path expression near attempt to access element 0 of [1]',
    );
    expect(raised('del(walk(.))', { a: [true] })).toBe(
      'Invalid path expression near attempt to iterate through [true]',
    );
    expect(raised('path(error(tojson | .[0]))')).toBe(
      'Invalid path expression near attempt to access element 0 of "null"',
    );
  });
});

describe('evaluation order', () => {
  it('has the last argument first where jq has the function in C', () => {
    expect(raised('setpath(error("path"); error("value"))')).toBe('value');
    expect(raised('fma(error("x"); error("y"); error("z"))')).toBe('z');
    expect(raised('match(error("pattern"); error("flags"))', '')).toBe('flags');
  });

  it('has the first argument first where jq has it in jq', () => {
    expect(raised('split(error("pattern"); error("flags"))', '')).toBe('pattern');
    expect(raised('scan(error("pattern"); error("flags"))', '')).toBe('pattern');
  });

  it('checks each step of a path before those below', () => {
    expect(raised('setpath([-3, [1], 0]; 1)')).toBe('Out of bounds negative array index');
    expect(raised('.[nan].a[0] = 1', [])).toBe('Cannot set array element at NaN index');
  });
});

describe('builtins that jq takes for steps', () => {
  it('find positions by a key that is an array', () => {
    expect(outputs('path(indices(1)), path(index(1)), path(rindex([1, 2]))', [1, 2, 1])).toEqual([
      [[1]],
      [[1], 0],
      [[1, 2], { start: -1, end: null }, 0],
    ]);
    expect(outputs('path(index("a"))', { a: [1] })).toEqual([['a', 0]]);
    expect(raised('path(index("b"))', 'abc')).toBe(
      'Invalid path expression near attempt to access element 0 of [1]',
    );
  });

  it('add up what they iterate through', () => {
    expect(raised('path(add)', [null, [1]])).toBe('Invalid path expression with result [1]');
    expect(raised('path([] | add)', 1)).toBe('Invalid path expression near attempt to iterate through []');
  });

  it('split a text into slices', () => {
    expect(outputs('path(splits("a"))', 'bab')).toEqual([
      [{ start: null, end: 1, next: 2 }],
      [{ start: 2, end: null, next: null }],
    ]);
  });

  it.each(['match("x")', 'capture("x")', 'scan("x")', 'sub("x"; "y")', 'gsub("x"; error("never"))'])(
    'iterate through matches, which are no place: %s',
    (program) => {
      expect(raised(`path(${program})`, 'a')).toBe(
        'Invalid path expression near attempt to iterate through []',
      );
    },
  );
});

describe('an array in which nothing takes the place of nothing', () => {
  it('is the same array, but an empty slice is a new one', () => {
    expect(outputs('path(del(.[2:][0])), path(.[1:1] = [])', [1, 2])).toEqual([[], []]);
    expect(raised('path(.[0:] + .)', [])).toBe('Invalid path expression with result []');
  });
});

describe('the source of a loop', () => {
  it('finds the input at its place, whatever the first state was made of', () => {
    expect(raised('path(foreach . as [$x] (tostring; .))', [{}])).toBe(
      'Invalid path expression with result "[{}]"',
    );
    expect(raised('path(reduce . as [{$x}] (tostring; $x))', [3])).toBe(
      'Cannot index number with string ("x")',
    );
  });
});

describe('constants', () => {
  it('cannot be defined anew', () => {
    expect(outputs('def null: 1; def true: 2; def false: 3; [null, true, false]')).toEqual([
      [null, true, false],
    ]);
  });

  it('have no negative zero', () => {
    expect(outputs('[-0, -(0), (0 | -.)] | tojson')).toEqual(['[0,0,0]']);
  });

  it.each(['{(1): .}', '{a: 1, ({}): 2}', '{([]): 2}', '{(null): 2}?'])('are no keys: %s', (program) => {
    expect(() => compile(program)).toThrow(JqSyntaxError);
  });

  it('are what an uncaught error shows, whatever their kind', () => {
    const message = (program: string) => {
      try {
        return outputs(program);
      } catch (error) {
        return error instanceof JqError ? error.message : error;
      }
    };
    expect(['error(1)', 'error([])', 'error(null)'].map(message)).toEqual([
      '(not a string): 1',
      '(not a string): []',
      '(not a string): null',
    ]);
  });
});
