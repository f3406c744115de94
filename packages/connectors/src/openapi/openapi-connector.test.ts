import { afterEach, describe, expect, it } from 'vitest';
import type { Json } from '@orchestrator/definition';
import type { ConnectorCall } from '../connector.js';
import { HttpClient } from '../http/http-client.js';
import { failureOf, never, settings } from '../testing/call.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { answers, body, callOp, described, multiply, operation } from './description.fixture.js';
import { OpenApiConnector } from './openapi-connector.js';

describe('OpenApiConnector', () => {
  const service = HttpService.use();
  const http = new HttpClient();
  afterEach(() => http.close());

  const connector = new OpenApiConnector(http);
  const url = (): { [key: string]: string } => ({ 'quarkus.rest-client.pets_yaml.url': service().url });

  function call(document: unknown, given?: Json, more: Partial<ConnectorCall> = {}): ConnectorCall {
    return callOp(described(document), {
      ...(given !== undefined && { arguments: given }),
      configuration: settings(url()),
      ...more,
    });
  }

  const run = async (request: ConnectorCall) => (await connector.call(request, never)).result;

  it('sends parameters where they are declared and the rest as the body, and reads the answer as declared', async () => {
    service().answer = (response) =>
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end('{"product":"42","more":1,"x":null}');
    const given = { 'X-Cluster': 'one', limit: 5, left: '6', right: 7, unknown: true };
    expect(await run(call(multiply, given))).toEqual({ product: 42 });
    expect(service().last).toMatchObject({
      method: 'POST',
      url: '/op?limit=5',
      body: '{"left":6,"right":7}',
      headers: { 'x-cluster': 'one', accept: 'application/json', 'content-type': 'application/json' },
    });
  });

  it('tells the service which run calls, and hands on headers of its caller but no credentials', async () => {
    const headers = {
      'X-Transaction-Id': 't-1',
      'X-CLUSTER': 'from the caller',
      Authorization: 'Bearer secret',
      'X-Authorization-Github': 'secret',
      Cookie: 'session=secret',
      Custom: 'Basic secret',
      Host: 'elsewhere',
      'Content-Length': '999',
      'User-Agent': 'curl',
      kogitoprocid: 'another',
      'Idempotency-Key': 'another',
    };
    await run(call(multiply, { 'X-Cluster': 'own' }, { headers }));
    expect(service().last.headers).toMatchObject({
      'x-transaction-id': 't-1',
      'x-cluster': 'own',
      kogitoprocid: 'w',
      kogitoprocinstanceid: 'i-1',
      'idempotency-key': 'key-1',
    });
    expect(JSON.stringify(service().last.headers)).not.toMatch(/secret|another|curl|elsewhere/);
  });

  it('sends nothing of the data without arguments', async () => {
    await run(call(multiply));
    await run(call(operation({}, { method: 'get' })));
    expect(service().received.map((each) => each.body)).toEqual(['{}', '']);
  });

  it('finds an operation without an id by the name that generated clients give it', async () => {
    const document = {
      openapi: '3.1.0',
      paths: { '/pets/{id}': { get: { parameters: [{ in: 'path', name: 'id' }] } } },
    };
    await run(call(document, { id: 'a b' }, { operation: 'petsIdGet' }));
    expect(service().last.url).toBe('/pets/a%20b');
  });

  it('follows references, also into other files and in circles', async () => {
    const document = operation({
      parameters: [{ $ref: 'shared/parts.json#/parameters/limit' }],
      requestBody: { $ref: '#/components/requestBodies/Node' },
    });
    const node = {
      type: 'object',
      properties: { n: { type: 'integer' }, next: { $ref: '#/components/schemas/Node' } },
    };
    const components = {
      requestBodies: {
        Node: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Node' } } } },
      },
      schemas: { Node: node },
    };
    const parts = {
      parameters: { limit: { in: 'query', name: 'limit', schema: { $ref: 'types.json#/limit' } } },
    };
    const description = described(
      { ...document, components },
      {
        others: {
          'specs/shared/parts.json': parts,
          'specs/shared/types.json': { limit: { type: 'number' } },
        },
      },
    );
    const given = { limit: 1, n: '1', next: { n: '2', dropped: 1, next: { n: '3' } } };
    await run(call(document, given, { description }));
    expect(service().last).toMatchObject({
      url: '/op?limit=1',
      body: '{"n":1,"next":{"n":2,"next":{"n":3}}}',
    });
    const lost = await failureOf(run(call(document, { limit: 1 })));
    expect(lost).toMatchObject({
      code: 'bad-description',
      message:
        "specs/pets.yaml refers to shared/parts.json#/parameters/limit, which isn't there. Correct the document.",
    });
  });

  it('understands Swagger 2.0', async () => {
    const document = {
      swagger: '2.0',
      consumes: ['application/json'],
      produces: ['application/json'],
      paths: {
        '/pets/{id}': {
          parameters: [{ in: 'path', name: 'id', type: 'integer' }],
          put: {
            operationId: 'op',
            parameters: [
              {
                in: 'query',
                name: 'tags',
                type: 'array',
                items: { type: 'string' },
                collectionFormat: 'pipes',
              },
              { in: 'body', name: 'pet', schema: { $ref: '#/definitions/Pet' } },
            ],
            responses: { 200: { schema: { $ref: '#/definitions/Pet' } } },
          },
        },
      },
      definitions: { Pet: { properties: { name: { type: 'string' } } } },
    };
    service().answer = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"name":7}');
    expect(await run(call(document, { id: 4.0, tags: ['a', 'b'], name: 'Maya', x: 1 }))).toEqual({
      name: '7',
    });
    expect(service().last).toMatchObject({
      method: 'PUT',
      url: '/pets/4?tags=a%7Cb',
      body: '{"name":"Maya"}',
    });
  });

  it.each<[string, object, Json, string, string]>([
    [
      'fields',
      { type: 'object', properties: { a: { type: 'string' }, b: { type: 'array' } } },
      { a: 'x y', b: [1, 2] },
      'application/x-www-form-urlencoded',
      'a=x+y&b=1&b=2',
    ],
    ['text', { type: 'string' }, { n: 1, text: 'hello', other: 'no' }, 'text/plain', 'hello'],
    ['bytes', { type: 'string', format: 'binary' }, { data: 'raw' }, 'application/octet-stream', 'raw'],
  ])('sends %s', async (_, schema, given, type, sent) => {
    await run(call(operation(body(schema, type)), given));
    expect(service().last).toMatchObject({ body: sent, headers: { 'content-type': type } });
  });

  it('sends forms in parts, files among them', async () => {
    const schema = {
      type: 'object',
      properties: { meta: { type: 'object' }, file: { type: 'string', format: 'binary' } },
    };
    await run(call(operation(body(schema, 'multipart/form-data')), { meta: { a: 1 }, file: 'text' }));
    const { headers, body: sent } = service().last;
    const received = await new Response(sent, {
      headers: { 'content-type': headers['content-type'] ?? '' },
    }).formData();
    const parts = [...received.values()] as File[];
    expect(await Promise.all(parts.map((part) => part.text()))).toEqual(['{"a":1}', 'text']);
    expect(parts.map(({ type }) => type)).toEqual(['application/json', 'application/octet-stream']);
  });

  it('sends form parameters of Swagger 2.0', async () => {
    const parameters = [
      { in: 'formData', name: 'n', type: 'integer' },
      { in: 'formData', name: 'ids', type: 'array', items: { type: 'integer' } },
    ];
    const document = { swagger: '2.0', paths: { '/op': { post: { operationId: 'op', parameters } } } };
    await run(call(document, { n: 3, ids: [1, 2] }));
    expect(service().last.body).toBe('n=3&ids=1%2C2');
  });

  it('gives the whole answer to the failure of an error status, and status and headers to the workflow', async () => {
    service().answer = (response) => response.writeHead(500, { 'X-Why': 'no' }).end('{"difference":68.0}');
    const error = await failureOf(run(call(multiply, { limit: 1 })));
    expect(error).toEqual({
      code: 'http-status',
      message: `POST ${service().url}/op answered 500 Internal Server Error.`,
      status: 500,
      cause: '{"difference":68.0}',
    });
    service().answer = (response) => response.writeHead(204, { 'X-Made': 'yes' }).end();
    expect(await connector.call(call(multiply, {}), never)).toMatchObject({
      result: {},
      response: { statusCode: 204, headers: { 'X-Made': 'yes' } },
    });
  });

  it.each<[string, object, string, string, Json]>([
    ['text as text', { type: 'string' }, 'text/plain', '37.8', '37.8'],
    ['text as the declared number', { type: 'number' }, 'text/plain', '37.8\n', 37.8],
    ['JSON that calls itself text', { type: 'object' }, 'text/plain', '{"a":1}', { a: 1 }],
    [
      'a list',
      { type: 'array', items: { properties: { n: { type: 'integer' } } } },
      'application/json',
      '[{"n":"1","x":2}]',
      [{ n: 1 }],
    ],
    ['free objects whole', { type: 'object' }, 'application/hal+json', '{"a":null}', { a: null }],
    ['what does not fit as it is', { type: 'integer' }, 'application/json', '"many"', 'many'],
    ['other content in base64', { type: 'string' }, 'image/png', 'png', 'cG5n'],
  ])('reads %s', async (_, schema, type, sent, result) => {
    service().answer = (response) => response.writeHead(200, { 'content-type': type }).end(sent);
    expect(await run(call(operation(answers(schema)), {}))).toEqual(result);
  });

  it('fails when the answer should be JSON and is none', async () => {
    service().answer = (response) =>
      response.writeHead(200, { 'content-type': 'application/json' }).end('<html>');
    expect(await failureOf(run(call(multiply, {})))).toMatchObject({ code: 'bad-response' });
  });

  it('carries the credentials of the schemes that the operation names', async () => {
    const document = {
      ...operation({ security: [{ key: [] }, { 'two-words': [] }, { cookie: [], login: [] }] }),
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'query', name: 'api key' },
          cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
          'two-words': { type: 'http', scheme: 'bearer' },
          login: { type: 'http', scheme: 'basic' },
          unused: { type: 'apiKey', in: 'header', name: 'X-Unused' },
        },
      },
    };
    const auth = 'quarkus.openapi-generator.pets_yaml.auth';
    const configuration = settings({
      ...url(),
      [`${auth}.key.api-key`]: 'k/1',
      [`${auth}.cookie.api-key`]: 'c',
      [`${auth}.two_words.bearer-token`]: 't',
      [`${auth}.unused.api-key`]: 'u',
    });
    await run(call(document, {}, { configuration, headers: { 'X-Unused': 'of the caller' } }));
    expect(service().last).toMatchObject({
      url: '/op?api%20key=k%2F1',
      headers: { authorization: 'Bearer t', cookie: 'sid=c' },
    });
    expect(service().last.headers).not.toHaveProperty('x-unused');
    service().answer = (response) => response.writeHead(403).end();
    expect((await failureOf(run(call(document, {}, { configuration })))).message).not.toContain('k%2F1');
  });

  it('uses the default scheme for operations that name none, and none where the document says so', async () => {
    const components = { securitySchemes: { login: { type: 'http', scheme: 'basic' } } };
    const configuration = settings({
      ...url(),
      'quarkus.openapi-generator.codegen.default.security.scheme': 'login',
      'quarkus.openapi-generator.pets_yaml.auth.login.username': 'u',
      'quarkus.openapi-generator.pets_yaml.auth.login.password': 'p',
    });
    await run(call({ ...operation({}), components }, {}, { configuration }));
    await run(call({ ...operation({ security: [] }), components }, {}, { configuration }));
    expect(service().received.map(({ headers }) => headers.authorization)).toEqual(['Basic dTpw', undefined]);
  });

  it('gets a new token when the service does not take the one that was kept', async () => {
    const document = {
      ...operation({ security: [{ oauth: [] }] }),
      components: {
        securitySchemes: { oauth: { type: 'oauth2', flows: { clientCredentials: { tokenUrl: '/token' } } } },
      },
    };
    const configuration = settings({ ...url(), 'quarkus.oidc-client.oauth.client-id': 'me' });
    let issued = 0;
    let valid = 'Bearer t1';
    service().answer = (response, request) => {
      response.setHeader('content-type', 'application/json');
      if (request.url === '/token') {
        issued += 1;
        response.end(JSON.stringify({ access_token: `t${issued}`, expires_in: 300 }));
      } else response.writeHead(request.headers.authorization === valid ? 200 : 401).end();
    };
    await run(call(document, {}, { configuration }));
    valid = 'Bearer t2';
    await run(call(document, {}, { configuration }));
    valid = 'Bearer never';
    expect(await failureOf(run(call(document, {}, { configuration })))).toMatchObject({ status: 401 });
    expect(service().received.map((each) => each.url)).toEqual([
      '/token',
      '/op',
      '/op',
      '/token',
      '/op',
      '/op',
      '/token',
      '/op',
    ]);
  });
});
