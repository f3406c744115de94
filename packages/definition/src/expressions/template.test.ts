import { describe, expect, it } from 'vitest';
import { ExpressionError } from './expression.js';
import { compileJq } from './jq/jq-expression.js';
import { languageOf } from './language.js';
import type { Json } from '../json.js';

const find = (name: string) => (name === 'up' ? compileJq('.name | ascii_upcase', 'sonataflow') : undefined);

function evaluate(template: Json, data: Json = { name: 'Ada', n: 2 }): Json {
  return languageOf('jq', 'sonataflow')
    .template(template, find)
    .evaluate(data, { WORKFLOW: { id: 'w' } }, 0);
}

describe('templates in the dialect sonataflow', () => {
  it('evaluates expressions with and without delimiters, at any depth', () => {
    expect(evaluate({ a: '.name', b: ['${ .n + 1 }'], c: { d: '${ $WORKFLOW.id }' } })).toEqual({
      a: 'Ada',
      b: [3],
      c: { d: 'w' },
    });
  });

  it('calls functions by name', () => {
    expect(evaluate({ a: '${ fn:up }', b: 'fn:up', c: 'fn:none' })).toEqual({
      a: 'ADA',
      b: 'ADA',
      c: 'fn:none',
    });
  });

  it('leaves text that is no expression as it is', () => {
    expect(evaluate({ a: 'Hello there!', b: 'minero', c: 5, d: null, e: '' })).toEqual({
      a: 'Hello there!',
      b: 'minero',
      c: 5,
      d: null,
      e: '',
    });
  });

  it('takes interpolated text that is not quoted', () => {
    expect(evaluate('My name is \\(.name)')).toBe('My name is Ada');
  });

  it('takes a JSON object that is written as text', () => {
    expect(evaluate('{"a": 1}')).toEqual({ a: 1 });
  });

  it('passes the text on when its evaluation fails', () => {
    expect(evaluate('.name.first')).toBe('.name.first');
    expect(evaluate('$unknown')).toBe('$unknown');
  });

  it('does not hide that an expression ran away', () => {
    expect(() => evaluate('def f: f; f')).toThrow(ExpressionError);
  });

  it('keeps a key named __proto__ as data', () => {
    const result = evaluate(JSON.parse('{"__proto__": ".name"}') as Json);
    expect(JSON.stringify(result)).toBe('{"__proto__":"Ada"}');
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
  });
});
