import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { listen, ListenError } from './listen.js';
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
