import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { failureOf, never } from '../testing/call.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { responseOf } from './answer.js';
import { headerOf } from './header-of.js';
import { HttpClient } from './http-client.js';
import type { HttpClientOptions } from './http-client.js';
import type { HttpRequest } from './messages.js';
import { RequestHeaders } from './request-headers.js';

describe('HttpClient', () => {
  const service = HttpService.use();
  const other = HttpService.use();
  const open: HttpClient[] = [];
  afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));

  function client(options: HttpClientOptions = {}): HttpClient {
    const created = new HttpClient(options);
    open.push(created);
    return created;
  }

  function get(url: string, more: Partial<HttpRequest> = {}): HttpRequest {
    return { method: 'GET', url: new URL(url), headers: new RequestHeaders(), ...more };
  }

  it('fails when an answer is too large or too late, or the connection ends in the middle', async () => {
    const limited = client({ maxResponseBytes: 100 });
    service().answer = (response) => response.end('x'.repeat(200));
    expect(await failureOf(limited.send(get(service().url), never))).toMatchObject({
      code: 'response-too-large',
    });
    service().answer = (response) => response.write('begun');
    const hurried = get(service().url, { timeout: 100 });
    expect(await failureOf(limited.send(hurried, never))).toMatchObject({ code: 'timeout' });
    service().answer = (response) => response.socket?.resetAndDestroy();
    expect(await failureOf(limited.send(get(service().url), never))).toMatchObject({ code: 'network' });
  });

  it('takes an answer whose body is ignored as soon as its status is there, however it goes on', async () => {
    const limited = client({ timeout: 60_000, maxResponseBytes: 100 });
    const request = get(service().url, { ignoreBody: true });
    for (const goOn of [
      (response: ServerResponse) => response.end('x'.repeat(1_000_000)),
      (response: ServerResponse) => response.write('begun'),
      (response: ServerResponse) =>
        response.writeHead(200, { 'content-length': 9 }).write('begun', () => response.socket?.end()),
    ]) {
      service().answer = goOn;
      expect(await limited.send(request, never)).toMatchObject({ status: 200, body: new Uint8Array() });
    }
  });

  it('passes over interim answers, and keeps headers as they were sent', async () => {
    service().answer = (response) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' });
      response.writeHead(201, [
        ['X-Place', 'caf\u00e9'],
        ['x-two', '1'],
        ['x-two', '2'],
      ]);
      response.end('done');
    };
    const answer = await client().send(get(service().url), never);
    expect(answer).toMatchObject({ status: 201, statusText: 'Created', body: Buffer.from('done') });
    expect(answer.rawHeaders.slice(0, 3)).toEqual([
      ['X-Place', 'caf\u00e9'],
      ['x-two', '1'],
      ['x-two', '2'],
    ]);
    expect(headerOf(answer, 'x-two')).toBe('1, 2');
    expect(responseOf(answer)).toMatchObject({ headers: { 'X-Place': 'caf\u00e9', 'x-two': '1, 2' } });
  });

  it('gives a call up at once, also while its connection is on its way', async () => {
    // A connection that is taken but never answered by TLS.
    const silent = createServer();
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    const stop = new AbortController();
    const sockets: Socket[] = [];
    silent.once('connection', (socket) => {
      sockets.push(socket);
      stop.abort();
    });
    await expect(client().send(get(`https://127.0.0.1:${port}/`), stop.signal)).rejects.toThrow();
    expect(sockets).toHaveLength(1);
    for (const socket of sockets) socket.destroy();
    silent.close();
  });

  it('says when nobody answers at the address', async () => {
    const error = await failureOf(client().send(get('http://127.0.0.1:1/x?key=secret'), never));
    expect(error).toMatchObject({
      code: 'network',
      message: "GET http://127.0.0.1:1/x can't be reached; check the address and that the service runs.",
    });
  });

  it('ends a call that is given up', async () => {
    service().answer = () => stop.abort();
    const stop = new AbortController();
    await expect(client().send(get(service().url), stop.signal)).rejects.toThrow();
  });

  it('follows redirects when it is told to, without taking credentials to another host', async () => {
    const headers = new RequestHeaders({ authorization: 'Bearer t', 'x-own': 'k', accept: 'a/b' });
    service().answer = (response) => response.writeHead(302, { location: `${other().url}/there` }).end();
    const request = get(service().url, { method: 'POST', body: 'b', headers, maxRedirects: 1 });
    expect((await client().send(request, never)).status).toBe(200);
    expect(other().last).toMatchObject({
      method: 'GET',
      url: '/there',
      body: '',
      headers: { accept: 'a/b' },
    });
    expect(other().last.headers).not.toHaveProperty('authorization');
    expect(other().last.headers).not.toHaveProperty('x-own');
  });

  it('keeps method, body and credentials on a 307 to the same host, and gives up after too many', async () => {
    service().answer = (response, { url }) =>
      url === '/a' ? response.writeHead(307, { location: '/b' }).end() : response.end('{}');
    const headers = new RequestHeaders({ authorization: 'Bearer t' });
    await client().send(
      get(`${service().url}/a`, { method: 'PUT', body: 'b', headers, maxRedirects: 5 }),
      never,
    );
    expect(service().last).toMatchObject({
      method: 'PUT',
      body: 'b',
      headers: { authorization: 'Bearer t' },
    });
    service().answer = (response) => response.writeHead(307, { location: '/a' }).end();
    const endless = client().send(get(service().url, { maxRedirects: 3 }), never);
    expect(await failureOf(endless)).toMatchObject({ code: 'bad-redirect' });
    service().answer = (response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    const local = client().send(get(service().url, { maxRedirects: 3 }), never);
    expect(await failureOf(local)).toMatchObject({ code: 'bad-redirect' });
  });

  it.each([
    'http://169.254.169.254/latest/meta-data',
    'http://2852039166/',
    'http://0xa9fea9fe/',
    'http://0251.0376.0251.0376/',
    'http://[::ffff:169.254.169.254]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[64:ff9b::a9fe:a9fe]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://metadata.google.internal/',
    'http://metadata.google.internal./',
  ])('never calls %s', async (url) => {
    expect(await failureOf(client().send(get(url), never))).toMatchObject({ code: 'egress-denied' });
    expect(
      await failureOf(
        client({ egress: { allow: ['*.internal', '0.0.0.0/0', '::/0'] } }).send(get(url), never),
      ),
    ).toMatchObject({
      code: 'egress-denied',
    });
  });

  it('judges a redirect like any call', async () => {
    service().answer = (response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    const error = await failureOf(client().send(get(service().url, { maxRedirects: 3 }), never));
    expect(error).toMatchObject({ code: 'egress-denied' });
  });

  it('calls nobody but the hosts of the allow list when there is one', async () => {
    const named = client({ egress: { allow: ['localhost', '*.example.com'] } });
    expect(await failureOf(named.send(get(service().url), never))).toMatchObject({ code: 'egress-denied' });
    expect(await failureOf(named.send(get('http://example.com/'), never))).toMatchObject({
      code: 'egress-denied',
    });
    const network = client({ egress: { allow: ['127.0.0.0/8'] } });
    expect((await network.send(get(service().url), never)).status).toBe(200);
  });

  it('judges a name by the address that it connects to', async () => {
    const [local] = await lookup('localhost', { all: true, family: 4 });
    const url = service().url.replace('127.0.0.1', 'localhost');
    const elsewhere = client({ egress: { allow: ['10.0.0.0/8'] } });
    expect(await failureOf(elsewhere.send(get(url), never))).toMatchObject({ code: 'egress-denied' });
    const here = client({ egress: { allow: [`${local?.address ?? ''}/32`] } });
    expect((await here.send(get(url), never)).status).toBe(200);
  });

  it('calls no denied host through a proxy, nor a denied proxy that a workflow names', async () => {
    const proxied = (proxy: string, url = 'http://example.com/') =>
      failureOf(client({ timeout: 2000 }).send(get(url, { proxy }), never));
    expect(await proxied('http://169.254.169.254:80')).toMatchObject({ code: 'egress-denied' });
    expect(await proxied(service().url, 'http://169.254.169.254/')).toMatchObject({ code: 'egress-denied' });
    const local = client({ egress: { allow: ['127.0.0.0/8'] } });
    const named = local.send(get('http://example.com/', { proxy: service().url }), never);
    expect(await failureOf(named)).toMatchObject({ code: 'egress-denied' });
    const elsewhere = client({ egress: { allow: ['10.0.0.0/8', 'example.com'] }, timeout: 2000 });
    const byName = service().url.replace('127.0.0.1', 'localhost');
    const refused = elsewhere.send(get('http://example.com/', { proxy: byName }), never);
    expect(await failureOf(refused)).toMatchObject({ code: 'egress-denied' });
    expect(service().received).toEqual([]);
  });

  it('does not take a wrong allow list', () => {
    expect(() => client({ egress: { allow: ['http://example.com'] } })).toThrow('neither a name');
  });
});
