import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

type Message = Record<string, unknown> & { type: string };

/** A client on a WebSocket, whose messages are taken one by one. */
class Client {
  readonly #socket: WebSocket;
  readonly #messages: Message[] = [];
  readonly closed: Promise<number>;
  #wake = (): void => undefined;

  constructor(url: string, protocol: string) {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocol);
    this.#socket.onmessage = ({ data }) => {
      this.#messages.push(JSON.parse(String(data)) as Message);
      this.#wake();
    };
    this.closed = new Promise((resolve) => (this.#socket.onclose = ({ code }) => resolve(code)));
  }

  async send(message: object): Promise<void> {
    if (this.#socket.readyState === WebSocket.CONNECTING) {
      await new Promise((resolve) => (this.#socket.onopen = resolve));
    }
    this.#socket.send(JSON.stringify(message));
  }

  async next(): Promise<Message> {
    while (this.#messages.length === 0) await new Promise<void>((resolve) => (this.#wake = resolve));
    return this.#messages.shift() as Message;
  }

  close(): void {
    this.#socket.close();
  }
}

describe('subscriptions', () => {
  let orchestrator: TestOrchestrator;
  let url: string;

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(documents, {}, {}, [
      { name: 'reader', sha256: createHash('sha256').update('reader').digest('hex'), scopes: ['read'] },
      {
        name: 'operator',
        sha256: createHash('sha256').update('operator').digest('hex'),
        scopes: ['operate'],
      },
    ]);
    ({ url } = await orchestrator.listen({ host: '127.0.0.1', port: 0 }));
  });
  afterAll(() => orchestrator.close());

  const authorization = { authorization: 'Bearer reader' };

  async function start(workflow: string): Promise<string> {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer operator' };
    const body = { workflowdata: { name: 'Ada' } };
    return ((await (await orchestrator.post(`/${workflow}`, body, headers)).json()) as { id: string }).id;
  }

  async function opened(protocol: string): Promise<Client> {
    const client = new Client(url, protocol);
    await client.send({ type: 'connection_init', payload: authorization });
    expect(await client.next()).toEqual({ type: 'connection_ack' });
    return client;
  }

  it('tell over WebSocket of runs that begin and change', async () => {
    const client = await opened('graphql-transport-ws');
    const subscribe = (id: string, query: string) =>
      client.send({ id, type: 'subscribe', payload: { query } });
    await subscribe('1', 'subscription { ProcessInstanceAdded { id processId state definition { name } } }');
    await subscribe('2', 'subscription { ProcessInstanceUpdated { id state } }');
    await subscribe('3', 'subscription { JobAdded { id status processInstanceId } }');
    await client.send({ type: 'ping' });
    expect(await client.next()).toEqual({ type: 'pong' });
    const id = await start('nap');
    const told = [await client.next(), await client.next()];
    expect(told).toEqual(
      expect.arrayContaining([
        {
          id: '1',
          type: 'next',
          payload: {
            data: {
              ProcessInstanceAdded: { id, processId: 'nap', state: 'ACTIVE', definition: { name: 'nap' } },
            },
          },
        },
        {
          id: '3',
          type: 'next',
          payload: {
            data: { JobAdded: { id: `${id}:1:wait`, status: 'SCHEDULED', processInstanceId: id } },
          },
        },
      ]),
    );
    await client.send({ id: '1', type: 'complete' });
    await orchestrator.runtime.abort(id);
    const updated = { data: { ProcessInstanceUpdated: { id, state: 'ABORTED' } } };
    expect(await client.next()).toEqual({ id: '2', type: 'next', payload: updated });
    client.close();
    await client.closed;
  });

  it('speak the protocol of the original too', async () => {
    const client = await opened('graphql-ws');
    await client.send({ id: 'a', type: 'start', payload: { query: '{ CountProcessInstances }' } });
    expect(await client.next()).toMatchObject({ id: 'a', type: 'data' });
    expect(await client.next()).toEqual({ id: 'a', type: 'complete' });
    await client.send({ id: 'b', type: 'start', payload: { query: '{ nothing }' } });
    expect(await client.next()).toMatchObject({
      id: 'b',
      type: 'error',
      payload: { extensions: { classification: 'ValidationError' } },
    });
    await client.send({ type: 'connection_terminate' });
    expect(await client.closed).toBe(1000);
  });

  it('begin for clients of the original right after their introduction', async () => {
    const start = { id: 'a', type: 'start', payload: { query: '{ CountJobs }' } };
    const client = new Client(url, 'graphql-ws');
    await client.send({ type: 'connection_init', payload: authorization });
    await client.send(start);
    expect(await client.next()).toEqual({ type: 'connection_ack' });
    expect(await client.next()).toMatchObject({ id: 'a', type: 'data' });
    client.close();
    const stranger = new Client(url, 'graphql-ws');
    await stranger.send({ type: 'connection_init', payload: { authorization: 'Bearer nobody' } });
    await stranger.send(start);
    expect(await stranger.closed).toBe(4403);
  });

  it('refuse those who may not read, and change nothing', async () => {
    const stranger = new Client(url, 'graphql-transport-ws');
    await stranger.send({ type: 'connection_init', payload: { authorization: 'Bearer nobody' } });
    expect(await stranger.closed).toBe(4403);
    const hasty = new Client(url, 'graphql-transport-ws');
    await hasty.send({ id: '1', type: 'subscribe', payload: { query: '{ CountJobs }' } });
    expect(await hasty.closed).toBe(4401);
    const client = await opened('graphql-transport-ws');
    const query = 'mutation { ProcessInstanceAbort(id: "x") }';
    await client.send({ id: '1', type: 'subscribe', payload: { query } });
    expect(await client.next()).toMatchObject({ id: '1', type: 'error', payload: [{}] });
    await client.send({ id: 7 });
    expect(await client.closed).toBe(4400);
  });

  it('tell as server-sent events', async () => {
    const stop = new AbortController();
    const query = 'subscription { ProcessInstanceUpdated { processId state } }';
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { ...authorization, 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query }),
      signal: stop.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    await start('greet');
    let text = '';
    for await (const chunk of response.body ?? []) {
      text += Buffer.from(chunk).toString();
      if (/event: next\n.*\n\n/.test(text)) break;
    }
    const data = { ProcessInstanceUpdated: { processId: 'greet', state: 'COMPLETED' } };
    expect(text).toContain(`event: next\ndata: ${JSON.stringify({ data })}\n\n`);
    stop.abort();
  });

  it('complete after the one result of a query, and say how to subscribe', async () => {
    const ask = (query: string, accept: string) =>
      fetch(`${url}/graphql?query=${encodeURIComponent(query)}`, { headers: { ...authorization, accept } });
    const text = await (await ask('{ CountJobs }', 'text/event-stream')).text();
    expect(text).toMatch(/event: next\ndata: \{"data":\{"CountJobs":\d+\}\}\n\nevent: complete\ndata:\n\n$/);
    expect((await ask('subscription { JobAdded { id } }', 'application/json')).status).toBe(406);
  });
});
