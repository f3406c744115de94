import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Json } from '../../json.js';
import type { Dialect } from '../../program/dialect.js';
import { ExpressionError, ExpressionSyntaxError } from '../expression.js';
import { languageOf } from '../language.js';
import type { LanguageName } from '../language.js';

const data: Json = { name: 'Ada', n: 2, a: null, o: { x: 1 } };
const variables = { WORKFLOW: { id: 'w' } };

const jq = languageOf('jq', 'sonataflow');
const find = (name: string) => (name === 'up' ? jq.compile('.name | ascii_upcase') : undefined);

function evaluate(template: Json, dialect: Dialect, name: LanguageName = 'jq'): Json {
  return languageOf(name, dialect).template(template, find).evaluate(data, variables, 0);
}

describe('a template in the dialect sonataflow', () => {
  it('evaluates expressions with and without delimiters, at any depth', () => {
    expect(
      evaluate({ a: '.name', b: ['${ .n + 1 }'], c: { d: '{{ $WORKFLOW.id }}' } }, 'sonataflow'),
    ).toEqual({
      a: 'Ada',
      b: [3],
      c: { d: 'w' },
    });
  });

  it('calls functions by name', () => {
    expect(evaluate({ a: '${ fn:up }', b: 'fn:up', c: 'fn:none' }, 'sonataflow')).toEqual({
      a: 'ADA',
      b: 'ADA',
      c: 'fn:none',
    });
  });

  it('leaves text that is no expression as it is', () => {
    const texts: Json = ['Hello there!', 'minero', 'Hello ${ .name }', '', ' ', '#general', 5, null, true];
    expect(evaluate(texts, 'sonataflow')).toEqual(texts);
  });

  it('evaluates bare programs: numbers, builtins, comparisons', () => {
    expect(evaluate(['12', 'true', 'keys', '.n > 1'], 'sonataflow')).toEqual([
      12,
      true,
      ['a', 'n', 'name', 'o'],
      true,
    ]);
  });

  it('takes interpolated text that is not quoted', () => {
    expect(evaluate('My name is \\(.name)', 'sonataflow')).toBe('My name is Ada');
  });

  it('resolves escapes in text of one line that is no expression', () => {
    expect(evaluate(['Hello\\nWorld', ' say \\"hi\\" ', 'tab\\there'], 'sonataflow')).toEqual([
      'Hello\nWorld',
      'say "hi"',
      'tab\there',
    ]);
    const asTheyAre = ['C:\\dir', 'two\nlines\\n', 'say "hi"\\n', '^\\d+$'];
    expect(evaluate(asTheyAre, 'sonataflow')).toEqual(asTheyAre);
    expect(evaluate(asTheyAre, 'sonataflow', 'jsonpath')).toEqual(asTheyAre);
    expect(evaluate('Hello\\nWorld', 'sonataflow', 'jsonpath')).toBe('Hello\\nWorld');
    expect(evaluate('Hello\\nWorld', 'spec')).toBe('Hello\\nWorld');
  });

  it('keeps numbers as text whose digits would get lost', () => {
    const accounts = ['1234567890123456', '-12345678901234567', '0.1234567890123456'];
    expect(evaluate(accounts, 'sonataflow')).toEqual(accounts);
    expect(evaluate(['123456789012345', '-123456789012345', '1e20'], 'sonataflow')).toEqual([
      123456789012345, -123456789012345, 1e20,
    ]);
  });

  it('takes a JSON object that is written as text', () => {
    expect(evaluate(' {"a": [".name"]} ', 'sonataflow')).toEqual({ a: ['.name'] });
    expect(evaluate('{a: .name}', 'sonataflow')).toEqual({ a: 'Ada' });
  });

  it('passes the text on when its evaluation fails', () => {
    expect(evaluate(['.name.first', '$unknown', '$WORKFLOW.unknown'], 'sonataflow')).toEqual([
      '.name.first',
      '$unknown',
      '$WORKFLOW.unknown',
    ]);
  });

  it('does not hide that an expression ran away', () => {
    expect(() => evaluate('def f: f; f', 'sonataflow')).toThrow(ExpressionError);
  });

  it('never evaluates keys, and keeps one named __proto__ as data', () => {
    expect(evaluate({ '.name': '.n' }, 'sonataflow')).toEqual({ '.name': 2 });
    const result = evaluate(JSON.parse('{"__proto__": ".name"}') as Json, 'sonataflow');
    expect(JSON.stringify(result)).toBe('{"__proto__":"Ada"}');
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });

  it('never fails for texts, whatever they are', () => {
    const texts = fc.oneof(
      fc.string(),
      fc
        .array(
          fc.constantFrom(
            '${',
            '}',
            '{{',
            '.a',
            '$.',
            '[',
            '"',
            '\\(',
            ')',
            'fn:',
            '#',
            ' ',
            '|',
            'name',
            '?',
          ),
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom<LanguageName>('jq', 'jsonpath'), (text, name) => {
        const template = languageOf(name, 'sonataflow').template({ text }, find);
        expect(template.evaluate(data, variables, 0)).toHaveProperty('text');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a template of jsonpath in the dialect sonataflow', () => {
  it('evaluates paths and leaves other text as it is', () => {
    const template = {
      a: '$.name',
      b: 'name',
      c: '$.name $.n',
      d: '$.nobody',
      e: 'hello',
      f: '$.name$.n',
      g: '$[*]',
    };
    expect(evaluate(template, 'sonataflow', 'jsonpath')).toEqual({
      a: 'Ada',
      b: 'Ada',
      c: '$.name $.n',
      d: '$.nobody',
      e: 'hello',
      f: 'Ada2',
      g: ['Ada', 2, null, { x: 1 }],
    });
  });
});

describe('a template in the dialect spec', () => {
  it('evaluates what stands in ${ } only', () => {
    const template = {
      a: '${ .name }',
      b: '.name',
      c: 'keys',
      d: '12',
      e: '{{ .name }}',
      f: '{"a": 1}',
      g: 'fn:up',
    };
    expect(evaluate(template, 'spec')).toEqual({ ...template, a: 'Ada' });
  });

  it('puts values into longer text', () => {
    expect(evaluate('Hello ${ .name }, ${ .n } of ${ .o }!', 'spec')).toBe('Hello Ada, 2 of {"x":1}!');
    expect(evaluate('${ .name }${ .n }', 'spec')).toBe('Ada2');
    expect(evaluate('a ${ .none } b', 'spec')).toBe('a null b');
  });

  it('keeps the kind of a value that stands alone', () => {
    expect(evaluate([' ${ .o } ', '${.n}', '${ [.n] }'], 'spec')).toEqual([{ x: 1 }, 2, [2]]);
  });

  it('finds the brace that ends an expression', () => {
    expect(evaluate('${ {a: {b: .n}} }', 'spec')).toEqual({ a: { b: 2 } });
    expect(evaluate('${ "}" } and ${ {} }', 'spec')).toBe('} and {}');
    expect(evaluate("${ $.[?(@.name == 'Ada' && '}' != @.n)] }", 'spec', 'jsonpath')).toEqual([data]);
  });

  it('calls functions by name', () => {
    expect(evaluate('${ fn:up }', 'spec')).toBe('ADA');
  });

  it('is an error when an expression fails', () => {
    expect(() => evaluate({ a: '${ .name.first }' }, 'spec')).toThrow(ExpressionError);
    expect(() => evaluate('${ $unknown }', 'spec')).toThrow(ExpressionError);
  });

  it.each<[Json, (string | number)[], number]>([
    [{ a: ['ok', { b: 'x ${ .a | nothing }' }] }, ['a', 1, 'b'], 10],
    ['${ .a', [], 0],
    ['text ${ fn:none }', [], 5],
    [{ a: '${ .ok } ${ ) }' }, ['a'], 12],
  ])('tells at which place %j is wrong', (template, path, offset) => {
    let failure: unknown;
    try {
      languageOf('jq', 'spec').template(template, find);
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(ExpressionSyntaxError);
    expect(failure).toMatchObject({ path, offset });
  });

  it('gives up on an expression that no brace seems to end', () => {
    expect(() => languageOf('jq', 'spec').template(`\${ "${'}'.repeat(100_000)}`, find)).toThrow(
      ExpressionSyntaxError,
    );
  });
});

describe('text with values embedded', () => {
  it('reads alike in both dialects', () => {
    for (const dialect of ['sonataflow', 'spec'] as const) {
      const template = languageOf('jq', dialect).embedded('{ pet(id: ${ .n }) { name } }', find);
      expect(template.evaluate(data, variables, 0)).toBe('{ pet(id: 2) { name } }');
    }
  });
});

describe('the expressions of a template', () => {
  it('are all there, and one makes the whole confidential', () => {
    const open = jq.template({ a: '.x', b: [{ c: '${ .y }' }], d: 'plain text' }, find);
    expect(open.expressions.map(({ source }) => source)).toEqual(['.x', '${ .y }']);
    expect(open.confidential).toBe(false);
    expect(jq.template({ a: '.x', b: [{ c: '$SECRET.key' }] }, find).confidential).toBe(true);
    expect(languageOf('jq', 'spec').template('Bearer ${ $SECRETS.key }', find).confidential).toBe(true);
    expect(jq.template({ a: 1, b: ['text'] }, find).expressions).toEqual([]);
  });
});
