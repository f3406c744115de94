import type { Json } from '@orchestrator/definition';
import { afterEach, describe, expect, it } from 'vitest';
import { HttpClient } from '../http/http-client.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { OdataConnector } from './odata-connector.js';

describe('OdataConnector', () => {
  const service = HttpService.use();
  const http = new HttpClient();
  afterEach(() => http.close());

  async function run(given?: Json, operation = `${service().url}/odata/#Persons`) {
    const configuration = settings({ 'kogito.sw.functions.f.access_token': 't' });
    const call = callOf({ operation, configuration, ...(given !== undefined && { arguments: given }) });
    return (await new OdataConnector(http).call(call, never)).result;
  }

  it('asks for the entities that the options describe', async () => {
    const page = { '@odata.context': 'x', value: [{ name: 'Ann' }] };
    service().answer = (response) => response.end(JSON.stringify(page));
    const queryOptions = {
      filter: "name eq 'Ann & Bob' and age gt 30",
      select: ['name', 'age'],
      orderBy: 'name desc',
      top: 2,
      skip: 0,
      count: true,
      expand: 'friends($top=1)',
      search: null,
      schemaVersion: '*',
    };
    expect(await run({ queryOptions })).toEqual(page);
    const { method, url, headers } = service().last;
    expect([method, headers.authorization, headers.accept]).toEqual(['GET', 'Bearer t', 'application/json']);
    expect(url).not.toContain('+');
    expect(url.split('?')[0]).toBe('/odata/Persons');
    expect(Object.fromEntries(new URL(url, service().url).searchParams)).toEqual({
      $filter: "name eq 'Ann & Bob' and age gt 30",
      $select: 'name,age',
      $orderby: 'name desc',
      $top: '2',
      $skip: '0',
      $count: 'true',
      $expand: 'friends($top=1)',
      $schemaversion: '*',
    });
  });

  it('takes the names of options as addresses have them', async () => {
    await run({ queryOptions: { $orderby: 'a', $top: 1 } });
    await run({ queryOptions: { orderby: 'a' } });
    expect(service().received.map(({ url }) => url)).toEqual([
      '/odata/Persons?$orderby=a&$top=1',
      '/odata/Persons?$orderby=a',
    ]);
  });

  it.each<[Json, string]>([
    [7, '(7)'],
    ['7', "('7')"],
    ["O'Neil/../x", "('O''Neil%2F..%2Fx')"],
    ['0d9a0e7e-6f0e-4d2b-8b8e-0123456789ab', '(0d9a0e7e-6f0e-4d2b-8b8e-0123456789ab)'],
    [{ id: 1, lang: 'en' }, "(id=1,lang='en')"],
  ])('reads the one entity of the key %j', async (key, written) => {
    await run({ key });
    expect(service().last.url).toBe(`/odata/Persons${written}`);
  });

  it('sends nothing of the data when the workflow gave no arguments, and keeps the query of the address', async () => {
    await run(undefined, `${service().url}/odata?tenant=1#Persons`);
    expect(service().last.url).toBe('/odata/Persons?tenant=1');
  });

  it('fails with the status and what the service says', async () => {
    service().answer = (response) => response.writeHead(404).end('{"error":{"message":"no such person"}}');
    expect(await failureOf(run({ key: 1, queryOptions: { filter: 'secret' } }))).toEqual({
      code: 'http-status',
      message: `GET ${service().url}/odata/Persons(1) answered 404 Not Found.`,
      status: 404,
      cause: '{"error":{"message":"no such person"}}',
    });
  });

  it.each<[Json]>([
    [{ key: {} }],
    [{ key: [1] }],
    [{ key: { id: null } }],
    [{ queryOptions: 'top=1' }],
    [{ queryOptions: { limit: 1 } }],
    [{ queryOptions: { filter: { a: 1 } } }],
    [{ filter: 'x' }],
    ['text'],
  ])('refuses %j before anything is sent', async (given) => {
    expect(await failureOf(run(given))).toMatchObject({ code: 'bad-arguments' });
    expect(service().received).toEqual([]);
  });

  it('refuses an operation without an entity set', async () => {
    expect(await failureOf(run({}, service().url))).toMatchObject({ code: 'bad-arguments' });
  });
});
