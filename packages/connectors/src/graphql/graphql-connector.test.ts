import type { ServerResponse } from 'node:http';
import { buildSchema, graphql, NoSchemaIntrospectionCustomRule, parse, validate } from 'graphql';
import type { Json, JsonObject } from '@orchestrator/definition';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../http/http-client.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { GraphqlConnector } from './graphql-connector.js';

const schema = buildSchema(`
  enum Kind { CAT DOG }
  input Wish { kind: Kind!, names: [String!] }
  type Owner { name: String }
  type Pet { id: ID!, kind: Kind, tags: [String!], owner: Owner, photo(size: Int!): String, old(unit: String = "y"): Int }
  union Found = Pet | Owner
  type Query {
    pet(id: ID!, kind: Kind): Pet
    pets(wishes: [Wish!]!): [Pet!]!
    echo(text: String, on: Boolean, n: Float, list: [Int]): String
    search: Found
    broken: String
  }
  type Mutation { adopt(id: ID!): Boolean! }
`);

const pet = (id: string) => ({
  __typename: 'Pet',
  id,
  kind: 'CAT',
  tags: ['a'],
  owner: { name: 'Ann' },
  old: 3,
});
const rootValue = {
  pet: ({ id }: { readonly id: string }) => pet(id),
  pets: ({ wishes }: { readonly wishes: readonly unknown[] }) => wishes.map((_, index) => pet(String(index))),
  echo: (given: object) => JSON.stringify(given),
  search: () => pet('9'),
  broken: () => {
    throw new Error('out of order');
  },
  adopt: () => true,
};

describe('GraphqlConnector', () => {
  const service = HttpService.use();
  const http = new HttpClient();
  let connector = new GraphqlConnector(http);
  let tells = true;
  afterEach(() => http.close());
  beforeEach(() => {
    connector = new GraphqlConnector(http);
    tells = true;
    service().answer = (response, { body }) => void reply(response, body);
  });

  async function reply(response: ServerResponse, body: string) {
    const { query, variables } = JSON.parse(body) as { query: string; variables: JsonObject };
    const errors = tells ? [] : validate(schema, parse(query), [NoSchemaIntrospectionCustomRule]);
    const answer =
      errors.length > 0
        ? { errors }
        : await graphql({ schema, source: query, variableValues: variables, rootValue });
    response.writeHead('data' in answer ? 200 : 400, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer));
  }

  async function run(what: string, given?: Json, selectionSet?: string) {
    const all = { ...(given !== undefined && { arguments: given }), ...(selectionSet && { selectionSet }) };
    const configuration = settings({ 'kogito.sw.functions.f.access_token': 't' });
    const call = callOf({ operation: `${service().url}/graphql#${what}`, arguments: all, configuration });
    return (await connector.call(call, never)).result;
  }

  it('reads the fields that the workflow asks for, with arguments as typed variables', async () => {
    expect(await run('query#pet', { id: 7, kind: 'CAT' }, '{ id owner { name } }')).toEqual({
      pet: { id: '7', owner: { name: 'Ann' } },
    });
    expect(JSON.parse(service().last.body)).toEqual({
      query: 'query($id: ID!, $kind: Kind) { pet(id: $id, kind: $kind) { id owner { name } } }',
      variables: { id: 7, kind: 'CAT' },
    });
    expect(service().last.headers).toMatchObject({ authorization: 'Bearer t', 'idempotency-key': 'key-1' });
  });

  it('passes objects in lists, and takes fields without braces', async () => {
    const wishes = [{ kind: 'DOG', names: ['"a"\n'] }, { kind: 'CAT' }];
    expect(await run('query#pets', { wishes }, 'id')).toEqual({ pets: [{ id: '0' }, { id: '1' }] });
  });

  it('changes things by mutations', async () => {
    expect(await run('mutation#adopt', { id: 'x' })).toEqual({ adopt: true });
  });

  it('asks for the schema once', async () => {
    await run('query#pet', { id: 1 }, '{ id }');
    await run('query#pet', { id: 2 }, '{ id }');
    expect(service().received).toHaveLength(3);
  });

  it('reads all scalar fields that need no argument when the workflow names none', async () => {
    expect(await run('query#pet', { id: 1 })).toEqual({ pet: { id: '1', kind: 'CAT', tags: ['a'], old: 3 } });
    expect(await run('query#search')).toEqual({ search: { __typename: 'Pet' } });
  });

  it('writes arguments as literals when the service does not tell its schema', async () => {
    tells = false;
    const text = 'quotes " \\ and \n breaks, ünï \u0000';
    expect(await run('query#echo', { text, on: true, n: 1e21, list: [1, null] })).toEqual({
      echo: JSON.stringify({ text, on: true, n: 1e21, list: [1, null] }),
    });
    const error = await failureOf(run('query#pets', { wishes: [{ kind: 'CAT' }] }, '{ id }'));
    expect(error.message).toContain('Enum "Kind" cannot represent non-enum value: "CAT"');
  });

  it('needs no schema for a field without arguments', async () => {
    await run('query#search', {}, '{ ... on Pet { id } }');
    expect(service().received).toHaveLength(1);
  });

  it('fails with what the service says, also beside data and with a status of its own', async () => {
    expect(await failureOf(run('query#broken'))).toEqual({
      code: 'graphql-errors',
      message: `${service().url}/graphql answered with errors: out of order`,
    });
    expect(await failureOf(run('query#nothing', {}, '{ id }'))).toMatchObject({
      code: 'graphql-errors',
      status: 400,
    });
  });

  it.each<[number, string, string]>([
    [503, 'busy', 'http-status'],
    [200, '{}', 'bad-response'],
    [200, '<html>', 'bad-response'],
  ])('fails when the service answers %i with %s', async (status, body, code) => {
    service().answer = (response) => response.writeHead(status).end(body);
    expect(await failureOf(run('query#pet', { id: 1 }, '{ id }'))).toMatchObject({ code, status });
  });

  it.each<[string, Json, string | undefined]>([
    ['query#pet', { id: 1 }, '{ id } } mutation { adopt(id: 1)'],
    ['query#pet', { id: 1 }, '{ id } fragment x on Pet { id }'],
    ['query#pet', { id: 1 }, '{ id photo(size: ") }'],
    ['query#pet', { id: 1 }, '{ # }'],
    ['query#pet', [1], '{ id }'],
    ['query#pet', { 'a: 1, b': 1 }, '{ id }'],
    ['query#pet(id: 1)', {}, '{ id }'],
    ['subscription#pet', {}, '{ id }'],
  ])('refuses %s with %j and %s before anything is sent', async (what, given, selectionSet) => {
    expect(await failureOf(run(what, given, selectionSet))).toMatchObject({ code: 'bad-arguments' });
    expect(service().received).toEqual([]);
  });

  it('refuses names that would change a literal', async () => {
    tells = false;
    const given = { text: { 'a: 1 }': 1 } };
    expect(await failureOf(run('query#echo', given))).toMatchObject({ code: 'bad-arguments' });
  });

  it('takes braces in texts for what they are', async () => {
    expect(await run('query#pet', { id: 1 }, '{ id old(unit: "}{") # }\n }')).toEqual({
      pet: { id: '1', old: 3 },
    });
  });
});
