import { describe, expect, it } from 'vitest';
import type { Json } from '../../json.js';
import { ExpressionError, ExpressionSyntaxError } from '../expression.js';
import { keysRead } from '../reads.js';
import { compileJq } from './jq-expression.js';

const data: Json = { name: 'Ada', n: 2, list: [1, 'x', null], o: { x: 1 }, yes: 'true' };
const variables = {
  WORKFLOW: { id: 'w', headers: { a: 'h' }, input: {} },
  CONST: { k: 1 },
  SECRET: { a: { b: 's' } },
};

function evaluate(text: string, dialect: 'sonataflow' | 'spec' = 'sonataflow'): Json {
  return compileJq(text, dialect).evaluate(data, variables, 0);
}

describe('a jq expression', () => {
  it('may have delimiters, whose end may be missing', () => {
    for (const text of [
      '.name',
      ' .name ',
      '${ .name }',
      '${.name}',
      '{{ .name }}',
      '${ .name',
      '{{ .name',
      '${ .name } ',
    ])
      expect(evaluate(text), text).toBe('Ada');
  });

  it('gives one output as it is, several as an array, none as null', () => {
    expect(evaluate('.list')).toEqual([1, 'x', null]);
    expect(evaluate('.list[]')).toEqual([1, 'x', null]);
    expect(evaluate('.n, .name')).toEqual([2, 'Ada']);
    expect(evaluate('empty')).toBeNull();
    expect(evaluate('.list[] | select(. == "x")')).toBe('x');
  });

  it('stands in quotes when it is text with interpolated parts, unless it is a program as it stands', () => {
    expect(evaluate('My name is \\(.name)')).toBe('My name is Ada');
    expect(evaluate('Hello \\(.name + "!")')).toBe('Hello Ada!');
    expect(evaluate('${ \\(.n) of \\(.list | map(tostring) | join(", ")) }')).toBe('2 of 1, x, null');
    expect(evaluate('"quoted \\(.name)"')).toBe('quoted Ada');
    expect(evaluate('.name + " is \\(.n)"')).toBe('Ada is 2');
  });

  it.each([
    // In quotes these would be two strings with something between them.
    'a" + .name + "\\(.n)',
    '"a" \\(.n)',
    'two\nlines \\(.n)',
    // Only what has interpolated parts is meant as text where an expression has to be.
    'Hello\\nWorld',
    'Hello World',
  ])('is no text with interpolated parts: %j', (text) => {
    expect(() => evaluate(text)).toThrow(ExpressionSyntaxError);
  });

  it('stands in quotes of its own by the text of the specification', () => {
    expect(() => evaluate('My name is \\(.name)', 'spec')).toThrow(ExpressionSyntaxError);
    expect(evaluate('"My name is \\(.name)"', 'spec')).toBe('My name is Ada');
  });

  it('has the grammar of the dialect', () => {
    const pipeInObject = '{first: .list as $l | $l[0]}';
    expect(evaluate(pipeInObject)).toEqual({ first: 1 });
    expect(keysRead(compileJq(pipeInObject, 'sonataflow').reads)).toEqual(new Set(['list']));
    expect(() => evaluate(pipeInObject, 'spec')).toThrow(ExpressionSyntaxError);
    expect(evaluate('.copy = .none // .name | .copy')).toBe('Ada');
  });

  it('reads the time that it is given', () => {
    expect(compileJq('now', 'spec').evaluate(null, {}, 1_500)).toBe(1.5);
  });

  it('tells at which place a text is wrong', () => {
    const failure = (text: string): unknown => {
      try {
        return compileJq(text, 'sonataflow');
      } catch (error) {
        return error;
      }
    };
    expect(failure('${ .a | }')).toBeInstanceOf(ExpressionSyntaxError);
    expect(failure('.a | nothing')).toMatchObject({ offset: 5, path: [] });
    expect(failure('  ${ .a | nothing }')).toMatchObject({ offset: 10 });
    expect(failure('{{nothing}}')).toMatchObject({ offset: 2 });
    expect(failure('say "hi" to \\(.x)')).toBeInstanceOf(ExpressionSyntaxError);
  });

  it('fails in words when it fails, and when it runs away', () => {
    expect(() => evaluate('.name.first')).toThrow(expect.objectContaining({ code: 'expression-failed' }));
    expect(() => evaluate('def f: f; f')).toThrow(expect.objectContaining({ code: 'expression-budget' }));
    expect(() => compileJq('error("no luck")', 'spec').text(data, {}, 0)).toThrow(ExpressionError);
  });
});

describe('a jq expression where text is wanted', () => {
  it.each([
    ['.name', 'Ada'],
    ['.n', '2'],
    ['.yes == "true"', 'true'],
    ['.none', ''],
    ['empty', ''],
    ['.o', ''],
    ['.list', ''],
    ['.o | tostring', '{"x":1}'],
    ['.list[]', '1 x '],
    ['.name, .n', 'Ada 2'],
  ])('%s gives "%s"', (text, expected) => {
    expect(compileJq(text, 'sonataflow').text(data, variables, 0)).toBe(expected);
  });
});

describe('a jq condition', () => {
  it.each([
    ['.n == 2', true],
    ['.n', true],
    ['.n - 2', false],
    ['.n / 4', false],
    ['.yes', true],
    ['.name', false],
    ['.list', false],
    ['.o', false],
    ['.none', false],
    ['empty', false],
  ])('%s is %s', (text, expected) => {
    expect(compileJq(text, 'sonataflow').test(data, variables, 0)).toBe(expected);
  });
});

describe('the variables of a jq expression', () => {
  it('have to be there', () => {
    expect(evaluate('$CONST.k')).toBe(1);
    expect(() => evaluate('$item')).toThrow(expect.objectContaining({ code: 'unknown-variable' }));
    expect(() => evaluate('$toString')).toThrow(expect.objectContaining({ code: 'unknown-variable' }));
    expect(evaluate('.n as $item | $item')).toBe(2);
  });

  it('know which keys the workflow has', () => {
    expect(evaluate('$WORKFLOW.id')).toBe('w');
    expect(evaluate('$WORKFLOW.identity')).toBeNull();
    for (const text of [
      '$WORKFLOW.owner',
      '$WORKFLOW["owner"] // 1',
      'if true then 1 else $WORKFLOW.owner.x end',
    ])
      expect(() => evaluate(text), text).toThrow(/\$WORKFLOW\.owner/);
  });

  it('have the secrets that are configured; only in the dialect spec is a missing one an error', () => {
    expect(evaluate('$SECRET.a.b', 'spec')).toBe('s');
    expect(() => evaluate('$SECRET.a.c', 'spec')).toThrow(/secret a\.c/);
    expect(() => evaluate('$SECRET.a.b.c', 'spec')).toThrow(/secret a\.b\.c/);
    expect(evaluate('$SECRET.a.c', 'sonataflow')).toBeNull();
  });
});

describe('what a jq expression reads', () => {
  const keys = (text: string) => keysRead(compileJq(text, 'sonataflow').reads);

  it('is known for paths', () => {
    expect(keys('.a.b + .c["d"] | length')).toEqual(new Set(['a', 'c']));
    expect(keys('if .a then "\\(.b)" else [.c[] | .x] end')).toEqual(new Set(['a', 'b', 'c']));
    expect(keys('$CONST.k + 1')).toEqual(new Set());
  });

  it('may be anything', () => {
    for (const text of ['.', 'keys', '.[0]', '.a = 1', '.[.a]', 'map(.x)'])
      expect(keys(text), text).toBe('anything');
  });

  it('has the paths below variables', () => {
    const { variables: read } = compileJq(
      '$CONST.a.b + $CONST["c"][$item.x] + ($WORKFLOW | .id)',
      'spec',
    ).reads;
    expect(Object.fromEntries(read)).toEqual({
      CONST: [['a', 'b'], ['c']],
      item: [['x']],
      WORKFLOW: [[]],
    });
  });

  it('is confidential when it comes from secrets or start headers', () => {
    const confidential = (text: string) => compileJq(text, 'sonataflow').confidential;
    for (const text of [
      '$SECRET.a',
      '"Bearer \\($SECRETS.token)"',
      '$WORKFLOW.headers["Authorization"]',
      '$WORKFLOW["headers"]',
      '$WORKFLOW',
      '$WORKFLOW | .id',
      '$WORKFLOW[.key]',
      '{ a: [$SECRET] }',
    ])
      expect(confidential(text), text).toBe(true);
    for (const text of ['$WORKFLOW.id', '.SECRET', '"$SECRET"', '$CONST', '$WORKFLOW.input'])
      expect(confidential(text), text).toBe(false);
  });
});
