import { describe, expect, it } from 'vitest';
import type { Json } from '../../json.js';
import { ExpressionError, ExpressionSyntaxError } from '../expression.js';
import { keysRead } from '../reads.js';
import { compileJsonPath } from './jsonpath-expression.js';

const order: Json = {
  name: 'Ada',
  age: 20,
  'first-name': 'Augusta',
  'a b': 1,
  flag: true,
  none: null,
  address: { city: 'London', country: { code: 'GB' } },
  items: [
    { id: 1, price: 5, tags: ['x'] },
    { id: 2, price: 15, tags: [] },
    { id: 3, price: 25, city: 'Paris' },
  ],
};
const variables = {
  WORKFLOW: { id: 'w', input: { n: 1 } },
  CONST: { limits: { max: 9 } },
  SECRET: { key: 's' },
};

function evaluate(text: string, data: Json = order): Json {
  return compileJsonPath(text, 'sonataflow').evaluate(data, variables, 0);
}

function test(text: string, data: Json = order): boolean {
  return compileJsonPath(text, 'sonataflow').test(data, variables, 0);
}

describe('a jsonpath expression', () => {
  it.each<[string, Json]>([
    ['$.name', 'Ada'],
    ['${ $.name }', 'Ada'],
    ['{{ $.name }}', 'Ada'],
    ['$.address.country.code', 'GB'],
    ["$['a b']", 1],
    ['$.first-name', 'Augusta'],
    ['$.items[0].id', 1],
    ['$.items[-1].id', 3],
    ['$.none', null],
    ['$', order],
  ])('%s gives the one value that it names', (text, value) => {
    expect(evaluate(text)).toEqual(value);
  });

  it.each<[string, Json]>([
    ['$.items[*].id', [1, 2, 3]],
    ['$.items.*.id', [1, 2, 3]],
    ['$.items[0,2].id', [1, 3]],
    ['$.items[1:].id', [2, 3]],
    ['$.items[:-1].id', [1, 2]],
    ['$.items[::-1].id', [3, 2, 1]],
    ['$.items[9:].id', []],
    ["$['name','age']", ['Ada', 20]],
    ['$.address[*]', ['London', { code: 'GB' }]],
    ['$..city', ['London', 'Paris']],
    ['$..nothing', []],
    ['$.items[*].city', ['Paris']],
  ])('%s gives a list', (text, values) => {
    expect(evaluate(text)).toEqual(values);
  });

  it('gets "$." put in front where it has no "$"', () => {
    expect(evaluate('name')).toBe('Ada');
    expect(evaluate('[ "name" ]')).toBe('Ada');
    expect(evaluate('.city')).toEqual(['London', 'Paris']);
  });

  it('starts from variables too', () => {
    expect(evaluate('$WORKFLOW.input.n')).toBe(1);
    expect(evaluate('$CONST.limits["max"]')).toBe(9);
    expect(evaluate('$SECRET.key')).toBe('s');
    expect(evaluate('$CONST')).toEqual(variables.CONST);
  });

  it('fails where a name or position is missing', () => {
    for (const text of [
      '$.nobody',
      '$.name.first',
      '$.items[3]',
      '$.nobody[?(@.a)]',
      '$.none.x',
      '$.items.id',
    ]) {
      expect(() => evaluate(text), text).toThrow(ExpressionError);
    }
  });

  it('sees own properties only', () => {
    expect(() => evaluate('$.constructor')).toThrow(ExpressionError);
    expect(() => evaluate('$.__proto__')).toThrow(ExpressionError);
    expect(() => evaluate('$.name.length')).toThrow(ExpressionError);
    expect(evaluate('$.__proto__', JSON.parse('{"__proto__": 1}') as Json)).toBe(1);
  });
});

describe('paths side by side', () => {
  it('are put together as text', () => {
    expect(evaluate('$.name$.age')).toBe('Ada20');
    expect(evaluate("$.name$['a b']$.none")).toBe('Ada1');
  });

  it('are not cut inside of a filter', () => {
    expect(evaluate('$.items[?(@.price > $.age)].id')).toEqual([3]);
  });
});

describe('a filter', () => {
  it.each<[string, Json]>([
    ['@.price > 10', [2, 3]],
    ['@.price >= 15 && @.price < 25', [2]],
    ['@.id == 1 || @.city == "Paris"', [1, 3]],
    ["@['city'] == 'Paris'", [3]],
    ['!@.city', [1, 2]],
    ['@.city', [3]],
    ["@.city != 'Paris'", [1, 2]],
    ['@.tags[0] == "x"', [1]],
    ['@.tags', [1, 2]],
    ['@.price > $.age', [3]],
    ['@.id == "1"', []],
    ['@.id < "9"', []],
    ['@.none == null', []],
  ])('[?(%s)] keeps the elements of which it is true', (condition, ids) => {
    expect(evaluate(`$.items[?(${condition})].id`)).toEqual(ids);
  });

  it('tests an object itself, and gives a list all the same', () => {
    expect(evaluate('$.address[?(@.city == "London")]')).toEqual([
      { city: 'London', country: { code: 'GB' } },
    ]);
    expect(evaluate('$.address[?(@.city == "Rome")]')).toEqual([]);
    expect(evaluate('$..[?(@.city)].city')).toEqual(['London', 'Paris']);
  });

  it('may have a dot before it', () => {
    expect(evaluate('$.items[1].[?(@.price == 15)].id')).toEqual([2]);
    expect(evaluate('$.[?(@.age >= 18)].name')).toEqual(['Ada']);
  });

  it('selects nothing from a list that is too short', () => {
    expect(evaluate('$.items[7].[?(@.price == 15)]')).toEqual([]);
  });

  it('compares structures by their content', () => {
    const data = {
      a: { x: [1, { y: 2 }] },
      list: [{ v: { x: [1, { y: 2 }] } }, { v: { x: [1, { y: 3 }] } }],
    };
    expect(evaluate('$.list[?(@.v == $.a)]', data)).toEqual([data.list[0]]);
  });
});

describe('a jsonpath condition', () => {
  it('is true when it selects something', () => {
    expect(test('$.[?(@.age >= 18)]')).toBe(true);
    expect(test('$.[?(@.age < 18)]')).toBe(false);
    expect(test('$.[?(@.age < 18)]', { age: '10' })).toBe(false);
  });

  it('converts single values like any other condition', () => {
    expect(test('$.flag')).toBe(true);
    expect(test('$.age')).toBe(true);
    expect(test('$.name')).toBe(false);
    expect(test('$.none')).toBe(false);
  });
});

describe('what a jsonpath expression reads', () => {
  const keys = (text: string) => keysRead(compileJsonPath(text, 'sonataflow').reads);

  it('is known up to the first selection of many', () => {
    expect(keys('$.name$.address.city')).toEqual(new Set(['name', 'address']));
    expect(keys('$.items[?(@.price > 1)]')).toEqual(new Set(['items']));
    expect(keys('$CONST.limits')).toEqual(new Set());
  });

  it('may be anything', () => {
    for (const text of ['$', '$..city', '$[*]', 'hello', '$.items[?(@.price > $.age)]'])
      expect(keys(text)).toBe('anything');
  });

  it('is confidential when it comes from secrets or start headers', () => {
    const confidential = (text: string) => compileJsonPath(text, 'sonataflow').confidential;
    expect(
      ['$SECRET.key', '$WORKFLOW.headers.a', '$WORKFLOW', '$WORKFLOW[*]'].map(confidential),
    ).not.toContain(false);
    expect(['$WORKFLOW.id', '$.headers', '$CONST.x'].map(confidential)).not.toContain(true);
  });
});

describe('a text that is no jsonpath', () => {
  it.each([
    ['$.greeting $.name', 10],
    ['Hello $.name', 5],
    ['$.a.', 4],
    ['$...a', 3],
    ['$.a[0', 3],
    ['$.a[?(@.x >)]', 11],
    ['$.a[?(@.x =~ /y/)]', 10],
    ['$.a[?length(@.x) > 1]', 5],
    ['$.a()', 3],
    ['$%', 1],
    ['${ $.a. }', 7],
    ['', 0],
  ])('%s is refused at its place', (text, offset) => {
    let failure: unknown;
    try {
      compileJsonPath(text, 'sonataflow');
    } catch (error) {
      failure = error;
    }
    expect(failure).toBeInstanceOf(ExpressionSyntaxError);
    expect(failure).toMatchObject({ offset });
  });

  it('is refused when it nests too deeply', () => {
    const nested = `$.a[?${'('.repeat(50_000)}@.b${')'.repeat(50_000)}]`;
    expect(() => compileJsonPath(nested, 'sonataflow')).toThrow(ExpressionSyntaxError);
  });
});

describe('the budget of a jsonpath expression', () => {
  it('stops what looks at too many values', () => {
    let data: Json = 1;
    for (let level = 0; level < 300; level++) data = [data, data === 1 ? 2 : 3];
    expect(() => evaluate('$..*..*..*', data)).toThrow(
      expect.objectContaining({ code: 'expression-budget' }),
    );
    const list = Array.from({ length: 2_000 }, (_, index) => ({ index }));
    expect(() => evaluate('$.list[?(@..index && $..nothing)]', { list })).toThrow(
      expect.objectContaining({ code: 'expression-budget' }),
    );
  });
});
