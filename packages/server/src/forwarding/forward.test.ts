import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createConnectors } from '@orchestrator/connectors';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SettingError } from '../calls/setting-error.js';
import { createForward } from './forward.js';

interface Received {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

describe('commands to other runtimes', () => {
  const connectors = createConnectors();
  const received: Received[] = [];
  let answer = { status: 200, body: 'done' };
  let origin = '';
  const runtime = createServer((request, response) => {
    const { method, url, headers } = request;
    void text(request).then((body) => {
      received.push({ method, url, headers, body });
      response.writeHead(answer.status).end(answer.body);
    });
  });
  const abort = {
    operation: 'ABORT',
    method: 'DELETE',
    path: '/management/processes/a%20b/instances/x',
  } as const;

  beforeAll(async () => {
    await new Promise<void>((resolve) => runtime.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(runtime.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await connectors.close();
    runtime.closeAllConnections();
    runtime.close();
  });
  beforeEach(() => {
    received.length = 0;
    answer = { status: 200, body: 'done' };
  });

  it('go to the origin of the address, with the credentials of the caller', async () => {
    const forward = createForward(connectors.http);
    const response = await forward(`${origin}/base/orders`, abort, 'Bearer of-caller');
    expect([response.status, await response.text()]).toEqual([200, 'done']);
    expect(received).toMatchObject([
      { method: 'DELETE', url: abort.path, body: '', headers: { authorization: 'Bearer of-caller' } },
    ]);
  });

  it('have their body as JSON, and no credentials where the caller has none', async () => {
    await createForward(connectors.http)(origin, { ...abort, method: 'PUT', body: '{"a":1}' }, undefined);
    expect(received[0]).toMatchObject({ body: '{"a":1}', headers: { 'content-type': 'application/json' } });
    expect(received[0]?.headers).not.toHaveProperty('authorization');
  });

  it.each([
    [404, 'gone'],
    [204, ''],
    [302, ''],
  ])('are answered with the status %i as it is', async (status, body) => {
    answer = { status, body };
    const response = await createForward(connectors.http)(origin, abort, undefined);
    expect([response.status, await response.text()]).toEqual([status, body]);
    expect(received).toHaveLength(1);
  });

  it('go through the gateway that the settings name', async () => {
    const forward = createForward(connectors.http, `${origin}/ignored`);
    await forward('http://nowhere.invalid/orders', abort, undefined);
    expect(received).toMatchObject([{ url: abort.path }]);
    expect(() => createForward(connectors.http, 'gateway')).toThrow(SettingError);
  });

  it('have no credentials when they only read, except through the gateway', async () => {
    const read = { operation: 'schema', method: 'GET', path: '/orders/schema' } as const;
    await createForward(connectors.http)(origin, read, 'Bearer of-caller');
    await createForward(connectors.http, origin)('http://nowhere.invalid', read, 'Bearer of-caller');
    expect(received.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer of-caller']);
  });

  it('are answered with the reason when they reach nobody', async () => {
    const forward = createForward(connectors.http);
    const status = async (address: string) => (await forward(address, abort, undefined)).status;
    expect(await status('/orders')).toBe(502);
    expect(await status('ftp://x/orders')).toBe(502);
    expect(await status('http://169.254.169.254/orders')).toBe(403);
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const response = await forward(`http://127.0.0.1:${port}`, abort, undefined);
    expect(response.status).toBe(502);
    expect(await response.text()).not.toBe('');
  });

  it('go only to hosts that may be called', async () => {
    const guarded = createConnectors({ http: { egress: { allow: ['*.example.com'] } } });
    const response = await createForward(guarded.http)(origin, abort, 'Bearer x');
    expect(response.status).toBe(403);
    expect(received).toEqual([]);
    await guarded.close();
  });
});
