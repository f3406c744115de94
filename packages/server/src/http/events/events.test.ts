import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

const documents = {
  'ask/ask.sw.yaml': `
id: ask
start: Ask
events:
  - {name: asked, type: asked, kind: produced}
  - {name: answered, type: answered, source: x}
states:
  - name: Ask
    type: callback
    action: {eventRef: {triggerEventRef: asked}}
    eventRef: answered
    transition: Tell
  - name: Tell
    type: inject
    data: {}
    end: {produceEvents: [{eventRef: asked}]}
`,
  'ask/application.properties': 'mp.messaging.incoming.answers.path=/answers\n',
  'begin.sw.yaml': `
id: begin
start: Begin
events:
  - {name: begun, type: begun, source: x}
  - {name: go, type: go, source: x}
states:
  - name: Begin
    type: event
    onEvents: [{eventRefs: [begun]}]
    transition: Wait
  - name: Wait
    type: event
    onEvents: [{eventRefs: [go]}]
    end: true
`,
};

describe('events over HTTP', () => {
  let orchestrator: TestOrchestrator;
  const sent: Record<string, unknown>[] = [];
  const sink = createServer((request, response) => {
    void json(request).then((data) => {
      sent.push({
        type: request.headers['ce-type'],
        instance: request.headers['ce-kogitoprocinstanceid'],
        data,
      });
      response.writeHead(202).end();
    });
  });
  const list = async (workflow: string) =>
    (await (await orchestrator.get(`/${workflow}`)).json()) as { id: string; workflowdata: object }[];
  const event = (id: string, type: string, rest: object = {}) => ({
    specversion: '1.0',
    id,
    source: '/test',
    type,
    ...rest,
  });

  beforeAll(async () => {
    await new Promise<void>((resolve) => sink.listen(0, '127.0.0.1', resolve));
    const { port } = sink.address() as AddressInfo;
    orchestrator = await openTestOrchestrator(documents, { K_SINK: `http://127.0.0.1:${port}` });
  });
  afterAll(async () => {
    await orchestrator.close();
    sink.closeAllConnections();
    sink.close();
  });

  it('goes on with the run that an event names, and sends what it produces', async () => {
    const { id } = (await (await orchestrator.post('/ask', { q: 1 })).json()) as { id: string };
    await vi.waitFor(() => expect(sent).toContainEqual({ type: 'asked', instance: id, data: { q: 1 } }));
    const answer = event('e-1', 'answered', { kogitoprocrefid: id, data: { a: 2 } });
    expect((await orchestrator.post('/answers', answer)).status).toBe(202);
    await vi.waitFor(() =>
      expect(sent).toContainEqual({ type: 'asked', instance: id, data: { q: 1, a: 2 } }),
    );
    await vi.waitFor(async () => expect((await orchestrator.get(`/ask/${id}`)).status).toBe(404));
  });

  it('starts a run once for each event, however often it is sent', async () => {
    const batch = [event('b-1', 'begun', { data: { n: 1 } }), event('b-2', 'begun', { data: { n: 2 } })];
    const headers = { 'content-type': 'application/cloudevents-batch+json' };
    for (let time = 0; time < 2; time += 1)
      expect((await orchestrator.post('/', batch, headers)).status).toBe(202);
    await vi.waitFor(async () => {
      const data = (await list('begin')).map(({ workflowdata }) => workflowdata);
      expect(data).toHaveLength(2);
      expect(data).toEqual(expect.arrayContaining([{ n: 1 }, { n: 2 }]));
    });
  });

  it('accepts an event that nobody waits for', async () => {
    expect((await orchestrator.post('/', event('n-1', 'nobody'))).status).toBe(202);
  });

  it('refuses what is no event', async () => {
    expect((await orchestrator.post('/', { hello: 1 })).status).toBe(400);
    expect((await orchestrator.post('/', 'hello', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await orchestrator.get('/')).status).toBe(405);
  });
});
