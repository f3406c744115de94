import { afterEach, describe, expect, it } from 'vitest';
import { failureOf, never } from '../testing/call.fixture.js';
import { PrivateAuthority } from '../testing/certificates.fixture.js';
import { HttpService } from '../testing/http-service.fixture.js';
import { HttpClient } from './http-client.js';
import type { HttpClientOptions } from './http-client.js';
import type { HttpRequest } from './messages.js';
import { ProxyServer } from './proxy.fixture.js';
import { RequestHeaders } from './request-headers.js';

describe('calls through a proxy', () => {
  const authority = new PrivateAuthority();
  const plain = HttpService.use();
  const secure = HttpService.use(authority.issue('pets.example'));
  const proxy = ProxyServer.use();
  const open: HttpClient[] = [];
  afterEach(() => Promise.all(open.splice(0).map((client) => client.close())));

  function client(options: HttpClientOptions = {}): HttpClient {
    const created = new HttpClient({ timeout: 10_000, ...options });
    open.push(created);
    return created;
  }

  const requestTo = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
    method: 'POST',
    url: new URL(url),
    headers: new RequestHeaders({ 'x-own': 'k' }),
    body: 'b',
    ...more,
  });

  it('are handed to it whole without TLS, as proxies let tunnels through to few ports only', async () => {
    proxy().target = plain().port;
    const answer = await client({ proxy: proxy().url }).send(requestTo('http://pets.example/a'), never);
    expect(answer.status).toBe(200);
    expect(proxy().asked).toEqual([{ request: 'POST http://pets.example/a', credentials: undefined }]);
    expect(plain().last).toMatchObject({
      method: 'POST',
      url: '/a',
      body: 'b',
      headers: { host: 'pets.example', 'x-own': 'k' },
    });
  });

  it('end at once when it asks for credentials, also when its answer does not', async () => {
    const refusing = plain();
    const closed = Promise.withResolvers<void>();
    refusing.answer = (response) => {
      response.socket?.once('close', () => closed.resolve());
      response.writeHead(407).write('begun');
    };
    const error = await failureOf(
      client({ proxy: refusing.url }).send(requestTo('http://pets.example/a'), never),
    );
    expect(error).toMatchObject({ code: 'network' });
    expect(error.cause).toContain('407');
    await closed.promise;
  });

  it('go through a tunnel with TLS, at whose other end the service itself must show its certificate', async () => {
    proxy().target = secure().port;
    const trusting = client({ proxy: proxy().url, caFiles: [authority.file] });
    expect((await trusting.send(requestTo('https://pets.example/a'), never)).status).toBe(200);
    expect(secure().last).toMatchObject({ url: '/a', body: 'b' });
    const error = await failureOf(trusting.send(requestTo('https://other.example/a'), never));
    expect(error.message).toContain('certificate for another name');
    const strict = client({ proxy: proxy().url });
    const untrusted = await failureOf(strict.send(requestTo('https://pets.example/a'), never));
    expect(untrusted.message).toContain("isn't trusted");
    expect(secure().received).toHaveLength(1);
    expect(proxy().asked.map(({ request }) => request)).toEqual([
      'CONNECT pets.example:443',
      'CONNECT other.example:443',
      'CONNECT pets.example:443',
    ]);
  });

  it.each(['http', 'https'])(
    'tell the proxy the user of its address, and the service nothing (%s)',
    async (scheme) => {
      const service = scheme === 'http' ? plain() : secure();
      proxy().target = service.port;
      const address = proxy().url.replace('//', '//us%40er:p%3Ass@');
      const going = client({ proxy: address, caFiles: [authority.file] });
      await going.send(requestTo(`${scheme}://pets.example/a`), never);
      const [asked] = proxy().asked;
      expect(Buffer.from(asked?.credentials?.replace('Basic ', '') ?? '', 'base64').toString()).toBe(
        'us@er:p:ss',
      );
      if (scheme === 'https') expect(service.last.headers).not.toHaveProperty('proxy-authorization');
    },
  );

  it.each(['http://pets.example/a', 'https://pets.example/a'])(
    'keep to the hosts that may be called: %s',
    async (url) => {
      proxy().target = url.startsWith('https') ? secure().port : plain().port;
      const options = { proxy: proxy().url, caFiles: [authority.file] };
      const elsewhere = client({ ...options, egress: { allow: ['127.0.0.0/8', 'other.example'] } });
      const refused = await failureOf(elsewhere.send(requestTo(url), never));
      expect(refused).toMatchObject({ code: 'egress-denied' });
      const metadata = requestTo(url.replace('pets.example', '169.254.169.254'));
      expect(await failureOf(elsewhere.send(metadata, never))).toMatchObject({ code: 'egress-denied' });
      expect(proxy().asked).toEqual([]);
      const allowed = client({ ...options, egress: { allow: ['*.example'] } });
      expect((await allowed.send(requestTo(url), never)).status).toBe(200);
    },
  );

  it('that a workflow names reach the service where both may be called', async () => {
    proxy().target = plain().port;
    const named = requestTo('http://pets.example/a', { proxy: proxy().url });
    const both = client({ egress: { allow: ['127.0.0.1', 'pets.example'] } });
    expect((await both.send(named, never)).status).toBe(200);
    const one = client({ egress: { allow: ['pets.example'] } });
    expect(await failureOf(one.send(named, never))).toMatchObject({ code: 'egress-denied' });
    expect(proxy().asked).toHaveLength(1);
  });
});
