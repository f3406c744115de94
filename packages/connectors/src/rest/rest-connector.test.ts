import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '@orchestrator/definition';
import { CallFailure } from '../connector.js';
import type { ConnectorCall } from '../connector.js';
import { RestConnector } from './rest-connector.js';

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

describe('RestConnector', () => {
  let server: Server;
  let port: number;
  let received: Received[];
  let answer: (response: ServerResponse) => void;
  const never = new AbortController().signal;

  beforeEach(async () => {
    received = [];
    answer = (response) => response.end('{"ok":true}');
    server = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({
          method: request.method ?? '',
          url: request.url ?? '',
          headers: request.headers,
          body,
        });
        answer(response);
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  function call(operation: string, given?: Json, more: Partial<ConnectorCall> = {}): ConnectorCall {
    return {
      instanceId: 'i-1',
      workflowId: 'w',
      workflowVersion: '1.0',
      idempotencyKey: 'key-1',
      function: 'f',
      operation,
      metadata: {},
      arguments: given ?? { whole: 'data' },
      hasArguments: given !== undefined,
      configuration: (key) =>
        ({ 'kogito.sw.functions.f.host': '127.0.0.1', 'kogito.sw.functions.f.port': String(port) })[key],
      ...more,
    };
  }

  const run = (request: ConnectorCall, connector = new RestConnector()) => connector.call(request, never);

  async function failure(promise: Promise<Json>): Promise<CallFailure['error']> {
    const error: unknown = await promise.catch((reason: unknown) => reason);
    if (error instanceof CallFailure) return error.error;
    throw new Error('a CallFailure was expected');
  }

  it('fills path, query and headers from its arguments and sends the rest as JSON', async () => {
    const given = {
      id: 'a b/c',
      QUERY_q: 'x y',
      HEADER_Authorization: 'Bearer t',
      n: 1,
      RequestTimeout: 5000,
    };
    expect(await run(call('POST:/items/{id}', given))).toEqual({ ok: true });
    expect(received).toMatchObject([
      {
        method: 'POST',
        url: '/items/a%20b%2Fc?q=x+y',
        body: '{"n":1}',
        headers: { authorization: 'Bearer t', 'content-type': 'application/json' },
      },
    ]);
  });

  it('tells the service which run is calling and repeats the same key for the same call', async () => {
    await run(call('GET:/x'));
    expect(received[0]?.headers).toMatchObject({
      kogitoprocinstanceid: 'i-1',
      kogitoprocid: 'w',
      'idempotency-key': 'key-1',
    });
    expect(received[0]?.body).toBe('');
  });

  it('sends the whole data when the workflow gave no arguments, and raw content when it gave that', async () => {
    await run(call('PUT:/x'));
    await run(call('POST:/x', { ContentData: 'plain' }));
    expect(received.map(({ body }) => body)).toEqual(['{"whole":"data"}', 'plain']);
  });

  it('lets an absolute address win over settings', async () => {
    await run(call(`GET:http://127.0.0.1:${port}/abs`, {}, { configuration: () => undefined }));
    expect(received[0]?.url).toBe('/abs');
  });

  it.each([
    [{ access_token: 't' }, { authorization: 'Bearer t' }],
    [{ username: 'u', password: 'p' }, { authorization: 'Basic dTpw' }],
    [{ api_key: 'k', api_key_prefix: 'Key' }, { 'x-api-key': 'Key k' }],
  ])('identifies itself with %j', async (settings, headers) => {
    const own: Record<string, string> = { host: '127.0.0.1', port: String(port), ...settings };
    await run(call('GET:/x', {}, { configuration: (key) => own[key.replace('kogito.sw.functions.f.', '')] }));
    expect(received[0]?.headers).toMatchObject(headers);
  });

  it('never lets a password in an address come near a message', async () => {
    const error = await failure(run(call('GET:http://bob:s3cret@127.0.0.1:1/x')));
    expect(error.code).toBe('bad-arguments');
    expect(JSON.stringify(error)).not.toContain('s3cret');
  });

  it('takes an empty answer as no change', async () => {
    answer = (response) => response.writeHead(204).end();
    expect(await run(call('GET:/x'))).toEqual({});
  });

  it('fails with the status and what the service said', async () => {
    answer = (response) => response.writeHead(503, 'Service Unavailable').end('busy');
    expect(await failure(run(call('GET:/x?secret=1')))).toEqual({
      code: 'http-status',
      message: `GET http://127.0.0.1:${port}/x answered 503 Service Unavailable.`,
      status: 503,
      cause: 'busy',
    });
  });

  it('takes an error status as an answer when the function says so', async () => {
    answer = (response) => response.writeHead(404).end('{"found":false}');
    expect(await run(call('GET:/x', {}, { metadata: { failOnStatusCode: false } }))).toEqual({
      found: false,
    });
  });

  it('does not follow redirects', async () => {
    answer = (response) => response.writeHead(302, { location: '/elsewhere' }).end();
    expect(await failure(run(call('GET:/x')))).toMatchObject({ code: 'http-status', status: 302 });
    expect(received).toHaveLength(1);
  });

  it('fails when the answer is no JSON, too large or too late', async () => {
    answer = (response) => response.end('<html>');
    expect(await failure(run(call('GET:/x')))).toMatchObject({ code: 'bad-response' });
    answer = (response) => response.end(`"${'x'.repeat(200)}"`);
    const small = new RestConnector({ timeout: 5000, maxResponseBytes: 100 });
    expect(await failure(run(call('GET:/x'), small))).toMatchObject({ code: 'response-too-large' });
    answer = () => undefined;
    expect(await failure(run(call('GET:/x', { RequestTimeout: 50 })))).toMatchObject({ code: 'timeout' });
  });

  it('says when nobody answers at the address', async () => {
    const configuration: ConnectorCall['configuration'] = () => undefined;
    const error = await failure(run(call('GET:http://127.0.0.1:1/x', {}, { configuration })));
    expect(error).toMatchObject({
      code: 'network',
      message: expect.stringContaining("can't be reached") as string,
    });
  });

  it.each<[string, JsonObject]>([
    ['GET:/x/{id}', {}],
    ['DELETE:/users/{id}/tokens', { id: '..' }],
    ['GET:ftp://host/x', {}],
    ['GET:/x', { 'HEADER_bad name': 'v' }],
    ['GET:/x', { HEADER_X: 'a\nb' }],
  ])('refuses %s with %j before anything is sent', async (operation, given) => {
    expect(await failure(run(call(operation, given)))).toMatchObject({ code: 'bad-arguments' });
    expect(received).toEqual([]);
  });
});
