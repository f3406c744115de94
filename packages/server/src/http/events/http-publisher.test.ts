import { createServer } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createConnectors } from '@orchestrator/connectors';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Settings } from '@orchestrator/runtime';
import { EventRefusedError, HttpPublisher } from './http-publisher.js';

interface Received {
  readonly method: string | undefined;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const event = {
  specversion: '1.0',
  id: '1',
  source: '/process/orders',
  type: 'done',
  datacontenttype: 'application/json',
  kogitoprocid: 'orders',
  userid: 'Zoë "50 %"',
  data: { total: 1 },
};

describe('HttpPublisher', () => {
  const connectors = createConnectors();
  afterAll(() => connectors.close());

  let server: Server;
  let url = '';
  let status = 202;
  const received: Received[] = [];
  const lines: string[] = [];

  beforeEach(async () => {
    server = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ method: request.method, headers: request.headers, body });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/in?token=secret`;
    status = 202;
    received.length = 0;
    lines.length = 0;
  });
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  function publisher(settings: Record<string, string>, sink?: string): HttpPublisher {
    const log = (line: string) => void lines.push(line);
    return new HttpPublisher({
      settings: (workflowId) =>
        new Settings({
          folder: new Map(workflowId === 'orders' ? Object.entries(settings) : []),
          environment: { K_SINK: sink },
        }),
      http: connectors.http,
      logger: { error: log, warn: log, info: log, debug: log },
    });
  }

  it('sends attributes as headers and the payload as body', async () => {
    await publisher({}, url).publish(event);
    expect(received).toMatchObject([
      {
        method: 'POST',
        headers: {
          'ce-specversion': '1.0',
          'ce-id': '1',
          'ce-source': '/process/orders',
          'ce-type': 'done',
          'ce-kogitoprocid': 'orders',
          'ce-userid': 'Zo%C3%AB%20%2250%20%25%22',
          'content-type': 'application/json',
        },
        body: '{"total":1}',
      },
    ]);
    expect(received[0]?.headers).not.toHaveProperty('ce-datacontenttype');
  });

  it('sends the whole event as JSON where the settings of its workflow say so', async () => {
    const settings = { 'kogito.addon.messaging.outgoing.cloudEventMode': 'structured' };
    await publisher(settings, url).publish(event);
    expect(received[0]?.headers['content-type']).toBe('application/cloudevents+json; charset=UTF-8');
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(event);
  });

  it('sends only the payload where events are not wanted', async () => {
    await publisher({ 'kogito.messaging.as-cloudevents': 'false' }, url).publish(event);
    expect(Object.keys(received[0]?.headers ?? {}).filter((name) => name.startsWith('ce-'))).toEqual([]);
    expect(received[0]?.body).toBe('{"total":1}');
  });

  it('logs an event for which there is no sink and counts it as sent', async () => {
    await publisher({}).publish(event);
    expect(received).toEqual([]);
    expect(lines).toEqual(['Event "done" (1) has no sink; it is not sent.']);
  });

  it('fails when the sink refuses, without telling the whole address', async () => {
    status = 503;
    const refused: unknown = await publisher({}, url)
      .publish(event)
      .catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EventRefusedError);
    expect(String(refused)).toContain('503');
    expect(String(refused)).not.toContain('secret');
  });

  it('fails when the sink cannot be reached', async () => {
    await new Promise((resolve) => server.close(resolve));
    await expect(publisher({}, url).publish(event)).rejects.toThrow(EventRefusedError);
  });
});
