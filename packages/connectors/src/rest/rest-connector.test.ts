import { afterEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@orchestrator/definition';
import type { ConnectorCall } from '../connector.js';
import { HttpClient } from '../http/http-client.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { RestConnector } from './rest-connector.js';

describe('RestConnector', () => {
  const service = HttpService.use();
  const http = new HttpClient();
  afterEach(() => http.close());

  function call(
    operation: string,
    given?: ConnectorCall['arguments'],
    more: Partial<ConnectorCall> = {},
  ): ConnectorCall {
    return callOf({
      operation,
      ...(given !== undefined && { arguments: given }),
      configuration: settings({
        'kogito.sw.functions.f.host': '127.0.0.1',
        'kogito.sw.functions.f.port': String(service().port),
      }),
      ...more,
    });
  }

  const run = async (request: ConnectorCall) => (await new RestConnector(http).call(request, never)).result;

  it('fills path, query and headers from its arguments and sends the rest as JSON', async () => {
    const given = {
      id: 'a b/c',
      QUERY_q: 'x y',
      HEADER_Authorization: 'Bearer t',
      n: 1,
      RequestTimeout: 5000,
    };
    expect(await run(call('POST:/items/{id}', given))).toEqual({ ok: true });
    expect(service().received).toMatchObject([
      {
        method: 'POST',
        url: '/items/a%20b%2Fc?q=x+y',
        body: '{"n":1}',
        headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      },
    ]);
  });

  it('tells the service which run is calling and repeats the same key for the same call', async () => {
    const parent = { instanceId: 'p', node: 'p:1', child: 'i-1', rootInstanceId: 'r', rootWorkflowId: 'rw' };
    const child = { businessKey: 'b', referenceId: 'ref', parent, correlation: { order: '7' } };
    await run(call('GET:/x', undefined, { run: { ...callOf({}).run, ...child } }));
    expect(service().last.headers).toMatchObject({
      kogitoprocinstanceid: 'i-1',
      kogitoprocid: 'w',
      kogitoparentprociid: 'p',
      kogitorootprociid: 'r',
      kogitorootprocid: 'rw',
      kogitoprocrefid: 'ref',
      kogitobusinesskey: 'b',
      order: '7',
      'idempotency-key': 'key-1',
    });
    expect(service().last.body).toBe('');
  });

  it('sends the whole data when the workflow gave no arguments, and raw content when it gave that', async () => {
    await run(call('PUT:/x'));
    await run(call('POST:/x', { ContentData: 'plain' }));
    expect(service().received.map(({ body }) => body)).toEqual(['{"whole":"data"}', 'plain']);
  });

  it('lets an absolute address win over settings', async () => {
    await run(call(`GET:${service().url}/abs`, {}, { configuration: () => undefined }));
    expect(service().last.url).toBe('/abs');
  });

  it.each([
    [{ access_token: 't' }, { authorization: 'Bearer t' }],
    [{ username: 'u', password: 'p' }, { authorization: 'Basic dTpw' }],
    [{ api_key: 'k', api_key_prefix: 'Key' }, { 'x-api-key': 'Key k' }],
  ])('identifies itself with %j', async (own, headers) => {
    const values = Object.entries(own).map(
      ([key, value]) => [`kogito.sw.functions.f.${key}`, value] as const,
    );
    const configuration = settings(Object.fromEntries(values));
    await run(call(`GET:${service().url}/x`, {}, { configuration }));
    expect(service().last.headers).toMatchObject(headers);
  });

  it('never lets a password in an address come near a message', async () => {
    const error = await failureOf(run(call('GET:http://bob:s3cret@127.0.0.1:1/x')));
    expect(error.code).toBe('bad-arguments');
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });

  it('takes an empty answer as no change', async () => {
    service().answer = (response) => response.writeHead(204).end();
    expect(await run(call('GET:/x'))).toEqual({});
  });

  it('hands on status and headers as the service wrote them', async () => {
    service().answer = (response) =>
      response.writeHead(201, 'Made', ['X-Name', 'v', 'X-Two', '1', 'X-Two', '2']).end('{}');
    const { response } = await new RestConnector(http).call(call('GET:/x'), never);
    expect(response).toMatchObject({
      statusCode: 201,
      statusMessage: 'Made',
      headers: { 'X-Name': 'v', 'X-Two': '1, 2' },
    });
  });

  it('fails with the status and what the service said', async () => {
    service().answer = (response) => response.writeHead(503, 'Service Unavailable').end('busy');
    expect(await failureOf(run(call('GET:/x?secret=1')))).toEqual({
      code: 'http-status',
      message: `GET ${service().url}/x answered 503 Service Unavailable.`,
      status: 503,
      cause: 'busy',
    });
  });

  it('takes an error status as an answer when the function says so', async () => {
    service().answer = (response) => response.writeHead(404).end('{"found":false}');
    const lenient = call('GET:/x', {}, { metadata: { failOnStatusCode: false } });
    expect(await run(lenient)).toEqual({ found: false });
  });

  it('does not follow redirects', async () => {
    service().answer = (response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await failureOf(run(call('GET:/x')))).toMatchObject({ code: 'http-status', status: 302 });
    expect(service().received).toHaveLength(1);
  });

  it('fails when the answer is no JSON or later than the workflow asks for', async () => {
    service().answer = (response) => response.end('<html>');
    expect(await failureOf(run(call('GET:/x')))).toMatchObject({ code: 'bad-response' });
    service().answer = () => undefined;
    expect(await failureOf(run(call('GET:/x', { RequestTimeout: 50 })))).toMatchObject({ code: 'timeout' });
  });

  it.each<[string, JsonObject]>([
    ['GET:/x/{id}', {}],
    ['DELETE:/users/{id}/tokens', { id: '..' }],
    ['GET:ftp://host/x', {}],
    ['GET:/x', { 'HEADER_bad name': 'v' }],
    ['GET:/x', { HEADER_X: 'a\nb' }],
  ])('refuses %s with %j before anything is sent', async (operation, given) => {
    expect(await failureOf(run(call(operation, given)))).toMatchObject({ code: 'bad-arguments' });
    expect(service().received).toEqual([]);
  });
});
