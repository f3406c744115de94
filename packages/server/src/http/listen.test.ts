import { request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { ListenError } from './exposure.js';
import { listen } from './listen.js';
import type { Listening } from './listen.js';

describe('listen', () => {
  const open: Listening[] = [];
  afterEach(() => Promise.all(open.splice(0).map((server) => server.close())));

  async function start(port = 0): Promise<Listening> {
    const server = await listen(async (incoming) => new Response(await incoming.text()), {
      host: '127.0.0.1',
      port,
    });
    open.push(server);
    return server;
  }

  it('answers requests on a free port', async () => {
    const { url } = await start();
    expect(await (await fetch(url, { method: 'POST', body: 'hello' })).text()).toBe('hello');
  });

  it('refuses requests that were meant for another host', async () => {
    const { url } = await start();
    const status = await new Promise((resolve, reject) => {
      request(url, { headers: { host: 'evil.example' } }, (response) => resolve(response.statusCode))
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  it('refuses requests of pages from elsewhere, with or without a body', async () => {
    const { url } = await start();
    const post = (origin: string) => fetch(url, { method: 'POST', headers: { origin } });
    expect((await post('https://evil.example')).status).toBe(403);
    expect((await post('null')).status).toBe(403);
    expect((await post(url)).status).toBe(200);
  });

  it('answers what is no HTTP request without a trace', async () => {
    const { url } = await start();
    expect((await raw(url, 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n')).split('\r\n')[0]).toMatch(
      /^HTTP\/1.1 4\d\d /,
    );
    expect(await raw(url, 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n')).not.toMatch(/\bat .*\.js/);
  });

  it('answers requests on their way after it was told to stop', async () => {
    const arrived = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const handler = async () => {
      arrived.resolve();
      await held.promise;
      return new Response('done');
    };
    const server = await listen(handler, { host: '127.0.0.1', port: 0 });
    open.push(server);
    const waiting = fetch(server.url);
    await arrived.promise;
    server.stop();
    held.resolve();
    expect(await (await waiting).text()).toBe('done');
  });

  it('opens itself to other machines only when it is told so, or when its handler asks everybody who they are', async () => {
    const handler = () => Promise.resolve(new Response('ok'));
    await expect(listen(handler, { host: '0.0.0.0', port: 0 })).rejects.toMatchObject({
      code: 'address-open',
    });
    open.push(await listen(handler, { host: '0.0.0.0', port: 0, allowUnauthenticated: true }));
    open.push(await listen(handler, { host: '0.0.0.0', port: 0 }, true));
  });

  it('says which port is taken', async () => {
    const port = Number(new URL((await start()).url).port);
    const error: unknown = await start(port).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ListenError);
    expect(error).toMatchObject({
      code: 'address-in-use',
      message: expect.stringContaining(`Port ${port}`) as string,
    });
  });
});

/** What a server answers to these very bytes. */
function raw(url: string, bytes: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.end(bytes);
  return text(socket);
}
