import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort, openTestEngine, type TestEngine } from '../testing/engine.fixture';
import { startTestPortal, type TestPortal } from '../testing/portal.fixture';

describe('a remote engine', () => {
  let engine: TestEngine;
  let portal: TestPortal;

  beforeAll(async () => {
    engine = await openTestEngine();
    portal = await startTestPortal({ dataIndexService: { url: `${engine.url}/`, pollIntervalMs: 250 } });
  });
  afterAll(async () => {
    await portal.stop();
    await engine.stop();
  });

  it('runs, shows and aborts as the one inside does', async () => {
    const id = await portal.run('ada', 'greet', { name: 'Ada' });
    expect((await portal.get('ada', `/v2/workflows/instances/${id}`)).body).toMatchObject({
      state: 'COMPLETED',
      serviceUrl: engine.url,
      workflowdata: { greeting: 'Hello Ada' },
    });
    expect((await portal.get('ada', '/v2/workflows/greet/inputSchema')).body.inputSchema).toBeDefined();
    const nap = await portal.run('ada', 'nap');
    expect((await portal.delete('ada', `/v2/workflows/instances/${nap}/abort`)).status).toBe(200);
    const refused = await portal.post('ada', '/v2/workflows/greet/execute', { inputData: {} });
    expect(refused.body.error.fields).toHaveLength(1);
    const { body } = await portal.post('ada', '/v2/workflows/overview');
    expect(body.overviews[0]).toMatchObject({ workflowId: 'greet', isAvailable: true });
  });

  it('is polled for all who look', async () => {
    await portal.post('ada', '/v2/workflows/instances');
    await portal.post('bob', '/v2/workflows/instances');
    const recipients = () => portal.signals.map((signal) => signal.recipients);
    await expect
      .poll(
        async () => {
          await portal.run('ada', 'greet', { name: 'Ada' });
          return recipients();
        },
        { timeout: 10_000, interval: 300 },
      )
      .toContainEqual({ type: 'user', entityRef: ['user:default/ada'] });
  });
});

describe('a workflow service', () => {
  it('gets the tokens that the caller gave, and not the one for Backstage', async () => {
    const engine = await openTestEngine();
    const seen: IncomingHttpHeaders[] = [];
    const service = createServer(async (incoming, response) => {
      seen.push(incoming.headers);
      response.writeHead(201, { 'content-type': 'application/json' }).end('{"id":"other"}');
    });
    const index = createServer(async (incoming, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming) {
        chunks.push(Buffer.from(chunk));
      }
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(`${engine.url}${incoming.url}`, {
        method: 'POST',
        headers,
        body: Buffer.concat(chunks),
      });
      const address = service.address();
      const port = typeof address === 'object' ? address?.port : 0;
      response.end((await answer.text()).replaceAll(engine.url, `http://127.0.0.1:${port}`));
    });
    const port = await freePort();
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => index.listen(port, '127.0.0.1', resolve));
    const portal = await startTestPortal({ dataIndexService: { url: `http://127.0.0.1:${port}` } });
    try {
      const authTokens = [
        { provider: 'OAuth2', token: 'abc' },
        { provider: 'github-two', token: 'def' },
      ];
      const { body } = await portal.post('ada', '/v2/workflows/greet/execute', {
        inputData: { name: 'Ada' },
        authTokens,
      });
      expect(body).toEqual({ id: 'other' });
      expect(seen[0]).toMatchObject({ 'x-authorization-oauth2': 'abc', 'x-authorization-github-two': 'def' });
      expect(seen[0]).not.toHaveProperty('x-authorization-backstage');
      expect(seen[0]).not.toHaveProperty('authorization');
    } finally {
      [service, index].forEach((server) => server.close() && server.closeAllConnections());
      await portal.stop();
      await engine.stop();
    }
  }, 40_000);

  it('that is down leaves the portal up: 503, in words', async () => {
    const portal = await startTestPortal({
      dataIndexService: { url: `http://127.0.0.1:${await freePort()}` },
    });
    try {
      const response = await portal.post('ada', '/v2/workflows/overview');
      expect(response.status).toBe(503);
      expect(response.body.error.message).toBe(
        'The data index cannot be reached. Check that it runs, then try again.',
      );
      expect((await portal.get('ada', '/health')).status).toBe(200);
    } finally {
      await portal.stop();
    }
  });
});
