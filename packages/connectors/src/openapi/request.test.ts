import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '@orchestrator/definition';
import { failureOf } from '../testing/call.fixture.js';
import { body, callOp, described, operation } from './description.fixture.js';
import { findOperation } from './operation.js';
import { buildRequest } from './request.js';
import type { RequestParts } from './request.js';

function build(document: object, given?: Json): Promise<RequestParts> {
  const description = described(document);
  const call = callOp(description, given === undefined ? {} : { arguments: given });
  return buildRequest(call, findOperation(description, 'op'));
}

function parameter(place: string, more: object, path = '/op'): object {
  return operation({ parameters: [{ in: place, name: 'p', ...more }] }, { path, method: 'get' });
}

const list = ['a b', 'c'];
const object = { k: 'v', n: 1 };

describe('parameters', () => {
  it.each<[object, Json, string]>([
    [{}, 'a/b c', '/op/a%2Fb%20c'],
    [{}, list, '/op/a%20b,c'],
    [{}, object, '/op/k,v,n,1'],
    [{ explode: true }, object, '/op/k=v,n=1'],
    [{ style: 'label' }, 'x', '/op/.x'],
    [{ style: 'label' }, list, '/op/.a%20b,c'],
    [{ style: 'label', explode: true }, list, '/op/.a%20b.c'],
    [{ style: 'label', explode: true }, object, '/op/.k=v.n=1'],
    [{ style: 'matrix' }, 'x', '/op/;p=x'],
    [{ style: 'matrix' }, list, '/op/;p=a%20b,c'],
    [{ style: 'matrix', explode: true }, list, '/op/;p=a%20b;p=c'],
    [{ style: 'matrix' }, object, '/op/;p=k,v,n,1'],
    [{ style: 'matrix', explode: true }, object, '/op/;k=v;n=1'],
  ])('are written into a path: %j %j', async (more, value, target) => {
    expect(await build(parameter('path', more, '/op/{p}'), { p: value })).toMatchObject({ target });
  });

  it.each<[object, Json, string]>([
    [{}, 'a&b c', '?p=a%26b%20c'],
    [{}, true, '?p=true'],
    [{}, list, '?p=a%20b&p=c'],
    [{ explode: false }, ['a,b', 'c'], '?p=a%2Cb,c'],
    [{}, object, '?k=v&n=1'],
    [{ explode: false }, object, '?p=k,v,n,1'],
    [{ style: 'spaceDelimited', explode: false }, ['a', 'c'], '?p=a%20c'],
    [{ style: 'pipeDelimited', explode: false }, ['a', 'c'], '?p=a%7Cc'],
    [{ style: 'deepObject' }, { k: { l: 1 }, m: ['x', 'y'] }, '?p%5Bk%5D%5Bl%5D=1&p%5Bm%5D=x&p%5Bm%5D=y'],
    [{ allowReserved: true }, 'http://h/x?a=1&b=2#c', '?p=http://h/x?a=1%26b=2%23c'],
    [
      { content: { 'application/json': { schema: { type: 'object' } } } },
      object,
      '?p=%7B%22k%22%3A%22v%22%2C%22n%22%3A1%7D',
    ],
  ])('are written into a query: %j %j', async (more, value, query) => {
    expect(await build(parameter('query', more), { p: value })).toMatchObject({ target: `/op${query}` });
  });

  it.each<[object, Json, string]>([
    [{}, 'x y', 'x y'],
    [{}, [1, 2], '1,2'],
    [{ explode: true }, object, 'k=v,n=1'],
  ])('are written into a header: %j %j', async (more, value, text) => {
    const { headers } = await build(parameter('header', more), { p: value });
    expect([...headers]).toContainEqual(['p', text]);
  });

  it('are written into cookies', async () => {
    expect((await build(parameter('cookie', {}), { p: 'x;y' })).cookies).toEqual(['p=x%3By']);
  });

  it.each([
    ['csv', '?p=a,b'],
    ['ssv', '?p=a%20b'],
    ['tsv', '?p=a%09b'],
    ['pipes', '?p=a%7Cb'],
    ['multi', '?p=a&p=b'],
  ])('of Swagger 2.0 follow the collection format %s', async (collectionFormat, query) => {
    const parameters = [
      { in: 'query', name: 'p', type: 'array', items: { type: 'string' }, collectionFormat },
    ];
    const document = { swagger: '2.0', paths: { '/op': { get: { operationId: 'op', parameters } } } };
    expect(await build(document, { p: ['a', 'b'] })).toMatchObject({ target: `/op${query}` });
  });

  it('replace those of their path, keep what the path holds, and are left out when null', async () => {
    const document = {
      openapi: '3.0.0',
      paths: {
        '/op?fixed=1': {
          parameters: [{ in: 'query', name: 'p', schema: { type: 'integer' } }],
          get: { operationId: 'op', parameters: [{ in: 'query', name: 'p', schema: { type: 'string' } }] },
        },
      },
    };
    expect(await build(document, { p: 'text' })).toMatchObject({ target: '/op?fixed=1&p=text' });
    expect(await build(document, { p: null })).toMatchObject({ target: '/op?fixed=1' });
  });

  it.each<[object, Json, string]>([
    [{ type: 'integer' }, 4.7, '?p=4'],
    [{ type: 'number' }, 4, '?p=4'],
    [{ type: 'string' }, 4, '?p=4'],
    [{ type: ['integer', 'null'] }, 4, '?p=4'],
    [{ type: 'array', items: { type: 'integer' } }, [1.5], '?p=1'],
    [{ enum: ['a', 'b'] }, 'a', '?p=a'],
    [{ oneOf: [{ type: 'integer' }, { type: 'boolean' }] }, true, '?p=true'],
  ])('of %j take %j', async (schema, value, query) => {
    expect(await build(parameter('query', { schema }), { p: value })).toMatchObject({
      target: `/op${query}`,
    });
  });

  it.each<[object, Json]>([
    [{ type: 'integer' }, '4'],
    [{ type: 'number' }, 'four'],
    [{ type: 'boolean' }, 'true'],
    [{ type: 'array', items: { type: 'number' } }, ['1']],
  ])('of %j refuse %j as Java clients did', async (schema, value) => {
    expect(await failureOf(build(parameter('query', { schema }), { p: value }))).toMatchObject({
      code: 'bad-arguments',
      classes: ['java.lang.ClassCastException'],
    });
  });

  it.each<[string, object, JsonObject, RegExp]>([
    ['a missing path parameter', parameter('path', {}, '/op/{p}'), {}, /missing parameter p/],
    ['an empty one', parameter('path', {}, '/op/{p}/x'), { p: '' }, /p can't be empty/],
    ['one that changes the path', parameter('path', {}, '/op/{p}/x'), { p: '..' }, /can't be sent/],
    ['one that changes it with others', parameter('path', {}, '/op/{p}.'), { p: '.' }, /can't be sent/],
    ['an unknown value', parameter('query', { schema: { enum: ['a', 'b'] } }), { p: 'c' }, /it knows a, b/],
    ['a broken header', parameter('header', {}), { p: 'a\nb' }, /headers don't allow/],
  ])('are not sent with %s', async (_, document, given, message) => {
    const error = await failureOf(build(document, given));
    expect(error.code).toBe('bad-arguments');
    expect(error.message).toMatch(message);
  });
});

describe('bodies', () => {
  const pet = {
    type: 'object',
    properties: { name: { type: 'string' }, owner: { type: 'object' }, age: { type: 'integer' } },
  };

  it.each<[string, object, Json, Json]>([
    [
      'an object of the declared properties',
      pet,
      { owner: { id: 1 }, name: 7, age: '3', x: 1 },
      { owner: { id: 1 }, name: '7', age: 3 },
    ],
    ['no property that is null', pet, { name: null, age: 1 }, { age: 1 }],
    [
      'a null that the schema allows',
      { properties: { a: { type: 'string', nullable: true } } },
      { a: null },
      { a: null },
    ],
    [
      'the value of the first argument that is an object',
      { type: 'object' },
      { n: 1, spec: { a: null }, more: {} },
      { a: null },
    ],
    ['the arguments when none is an object', { type: 'object' }, { n: 1, text: 'x' }, { n: 1, text: 'x' }],
    ['the first value for a schema that says nothing', {}, { n: 1, spec: {} }, 1],
    ['the first list for a list', { type: 'array', items: { type: 'integer' } }, { n: 1, list: ['2'] }, [2]],
    ['a list that is the arguments', { type: 'array' }, [1, 2], [1, 2]],
    ['a text for a text', { type: 'string' }, { n: 1, t: 'x' }, 'x'],
    ['a number as the text that is declared', { type: 'string' }, { n: 1 }, '1'],
    [
      'what any part of a composition knows',
      { allOf: [pet, { properties: { tag: { type: 'number' } } }] },
      { name: 'x', tag: '1', y: 1 },
      { name: 'x', tag: 1 },
    ],
    [
      'a property as the first alternative that fits',
      { properties: { v: { oneOf: [{ type: 'integer' }, { type: 'array' }] } } },
      { v: [1] },
      { v: [1] },
    ],
    [
      'properties beyond the declared ones where they are allowed',
      { properties: { a: {} }, additionalProperties: { type: 'integer' } },
      { a: 1, b: '2' },
      { a: 1, b: 2 },
    ],
  ])('are %s', async (_, schema, given, sent) => {
    const { body: content } = await build(operation(body(schema)), given);
    expect(JSON.parse(String(content))).toEqual(sent);
  });

  it('are the first media type that can be written', async () => {
    const content = {
      'application/xml': {},
      'application/merge-patch+json': { schema: { type: 'object' } },
      'application/json': {},
    };
    const { headers } = await build(operation({ requestBody: { content } }), { spec: {} });
    expect([...headers]).toContainEqual(['content-type', 'application/merge-patch+json']);
  });

  it('are dropped where the operation has none', async () => {
    expect(await build(operation({}, { method: 'delete' }), { a: 1 })).not.toHaveProperty('body');
    expect(await build(operation(body({ type: 'object' }), { method: 'get' }), { a: 1 })).not.toHaveProperty(
      'body',
    );
    expect(await build(operation(body({ type: 'array' })), {})).not.toHaveProperty('body');
  });

  it.each<[string, object, Json]>([
    ['text for a number', body(pet), { age: 'old' }],
    ['an object for a text', body(pet), { name: {} }],
    ['a value that is not listed', body({ properties: { a: { enum: ['x'] } } }), { a: 'y' }],
    ['nothing that is a list', body({ type: 'array' }), { a: 1, b: 2 }],
    ['a form that is one value', body({}, 'application/x-www-form-urlencoded'), 'x'],
    ['XML', body({}, 'application/xml'), { a: 1 }],
  ])('refuse %s', async (_, op, given) => {
    expect(await failureOf(build(operation(op), given))).toMatchObject({ code: 'bad-arguments' });
  });
});
