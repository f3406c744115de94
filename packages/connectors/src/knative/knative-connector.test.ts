import { afterEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '@orchestrator/definition';
import { HttpClient } from '../http/http-client.js';
import { callOf, failureOf, never, settings } from '../testing/call.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { KnativeConnector } from './knative-connector.js';
import { targetOf } from './target.js';

const NAME = 'services.v1.serving.knative.dev/default/greeter';
const EVENT = { specversion: '1.0', source: 'https://here', type: 'greeting', data: { org: 'Acme' } };

describe('KnativeConnector', () => {
  const service = HttpService.use();
  const http = new HttpClient();
  afterEach(() => http.close());

  async function run(operation: string, given?: Json, more: Readonly<Record<string, string>> = {}) {
    const configuration = settings({ 'orchestrator.discovery.default/greeter': service().url, ...more });
    const call = callOf({ operation, configuration, ...(given !== undefined && { arguments: given }) });
    return (await new KnativeConnector(http).call(call, never)).result;
  }

  it('posts its arguments as JSON, with headers and query taken out of them', async () => {
    const given = { QUERY_q: 'x y', HEADER_Authorization: 'Bearer t', name: 'Ann' };
    expect(await run(`${NAME}?path=/hello`, given)).toEqual({ ok: true });
    expect(service().last).toMatchObject({
      method: 'POST',
      url: '/hello?q=x+y',
      body: '{"name":"Ann"}',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json', kogitoprocinstanceid: 'i-1' },
    });
  });

  it('sends the whole data when the workflow gave no arguments', async () => {
    await run(NAME);
    expect(service().last).toMatchObject({ url: '/', body: '{"whole":"data"}' });
  });

  it('puts all arguments of a GET into the query, where QUERY_ stays part of the name', async () => {
    await run(`${NAME}?path=/q&method=GET`, { a: 1, QUERY_b: { c: true }, HEADER_Test: 'test' });
    expect(service().last).toMatchObject({
      method: 'GET',
      url: '/q?a=1&QUERY_b=%7B%22c%22%3Atrue%7D',
      body: '',
      headers: { test: 'test' },
    });
    expect(await failureOf(run(`${NAME}?method=GET`, [1]))).toMatchObject({ code: 'bad-arguments' });
  });

  it('sends a CloudEvent in structured mode and names an event that has no id', async () => {
    await run(`${NAME}?asCloudEvent=true&path=/cloud-event`, { ...EVENT, HEADER_Test: 'test' });
    await run(`${NAME}?asCloudEvent=true&path=/cloud-event`, { ...EVENT, id: '42' });
    expect(service().received.map(({ body }) => JSON.parse(body) as JsonObject)).toEqual([
      { ...EVENT, id: 'key-1' },
      { ...EVENT, id: '42' },
    ]);
    expect(service().received[0]?.headers).toMatchObject({
      'content-type': 'application/cloudevents+json; charset=UTF-8',
      test: 'test',
    });
  });

  it('sends attributes of an event as texts, although an expression made numbers of them', async () => {
    await run(`${NAME}?asCloudEvent=true`, { ...EVENT, id: 42, specversion: 1 });
    expect(JSON.parse(service().last.body)).toMatchObject({ id: '42', specversion: '1.0' });
  });

  it.each<[string, string, Json]>([
    ['bad-cloud-event', '?asCloudEvent=true', { specversion: '1.0', source: 'https://here' }],
    ['bad-cloud-event', '?asCloudEvent=true', { ...EVENT, id: {} }],
    ['bad-cloud-event', '?asCloudEvent=true', 'text'],
    ['bad-arguments', '', EVENT],
    ['bad-arguments', '?asCloudEvent=true&method=GET', EVENT],
    ['bad-arguments', '?method=DELETE', {}],
    ['bad-arguments', '', { 'HEADER_bad name': 'v' }],
    ['bad-arguments', '/too/deep', {}],
  ])('refuses with %s what %s makes of %j', async (code, more, given) => {
    expect(await failureOf(run(NAME + more, given))).toMatchObject({ code });
    expect(service().received).toEqual([]);
  });

  it('fails with the status that the service answers', async () => {
    service().answer = (response) => response.writeHead(404).end();
    expect(await failureOf(run(`${NAME}?path=/nowhere`, {}))).toMatchObject({
      code: 'http-status',
      status: 404,
    });
  });

  it('waits as long as the settings of the function say', async () => {
    service().answer = () => undefined;
    const timeout = (value: string) => run(NAME, {}, { 'kogito.sw.functions.f.timeout': value });
    expect(await failureOf(timeout('50'))).toMatchObject({ code: 'timeout' });
    expect(await failureOf(timeout('soon'))).toMatchObject({ code: 'bad-setting' });
  });

  it('identifies itself like other functions', async () => {
    await run(NAME, {}, { 'kogito.sw.functions.f.access_token': 't' });
    expect(service().last.headers.authorization).toBe('Bearer t');
  });
});

describe('the address of a Knative service', () => {
  const urlOf = (operation: string, values = {}) =>
    targetOf(callOf({ operation, configuration: settings(values) })).url.href;

  it.each([
    ['services.v1.serving.knative.dev/ns/a', 'http://a.ns.svc.cluster.local/'],
    ['ns/a?path=/x?y=1', 'http://a.ns.svc.cluster.local/x?y=1'],
    ['a?path=//evil.example/x', 'http://a.default.svc.cluster.local/evil.example/x'],
  ])('is for %s the one that the cluster knows', (operation, url) => {
    expect(urlOf(operation)).toBe(url);
  });

  it('comes from the settings first, with the namespace before without', () => {
    const values = {
      'orchestrator.discovery.ns/a': 'https://one/base/',
      'orchestrator.discovery.a': 'https://two',
    };
    expect(urlOf('ns/a?path=/x', values)).toBe('https://one/base/x');
    expect(urlOf('other/a?path=/x', values)).toBe('https://two/x');
  });

  it.each(['no address', 'ftp://host', 'http://u:secret@host'])('is refused when it is "%s"', (address) => {
    const find = () => urlOf('a', { 'orchestrator.discovery.a': address });
    expect(find).toThrow('http or https');
    expect(find).not.toThrow('secret');
  });
});
