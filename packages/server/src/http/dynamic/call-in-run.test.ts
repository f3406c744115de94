import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

const pause = `
id: pause
start: Wait
events: [{name: go, source: '', type: go}]
functions: [{name: read, type: expression, operation: '{read: $message}'}]
states:
  - {name: Wait, type: event, onEvents: [{eventRefs: [go]}], transition: Read}
  - {name: Read, type: operation, actions: [{name: read, functionRef: read}], transition: Rest}
  - {name: Rest, type: sleep, duration: PT1H, end: true}
`;

describe('calls in runs', () => {
  const received: { url: string | undefined; body: string }[] = [];
  let status = 200;
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ url: request.url, body });
      response.writeHead(status).end('{"message":"hello","other":1}');
    });
  });
  let orchestrator: TestOrchestrator;
  let id = '';

  const call = (body: object, run = id, workflow = 'pause') =>
    orchestrator.post(`/_dynamic/${workflow}/${run}/rest`, body);
  const here = () => ({ host: '127.0.0.1', port: (server.address() as AddressInfo).port });

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    orchestrator = await openTestOrchestrator({ 'pause.sw.yaml': pause });
  });
  beforeEach(async () => {
    received.length = 0;
    status = 200;
    ({ id } = (await (await orchestrator.post('/pause', {})).json()) as { id: string });
  });
  afterAll(async () => {
    await orchestrator.close();
    server.closeAllConnections();
    server.close();
  });

  const variables = async () => {
    const query = `{ProcessInstances(where: {id: {equal: "${id}"}}) {variables}}`;
    const { data } = await orchestrator.query(query);
    return (data?.ProcessInstances as { variables: object }[])[0]?.variables;
  };

  it('make what is left of the answer variables, which the run then reads', async () => {
    const response = await call({
      ...here(),
      endpoint: '/runs/{processInstanceId}/{item}',
      method: 'post',
      arguments: { item: 'a b', n: 1 },
      outputExpression: '{message}',
    });
    expect(response.status).toBe(200);
    expect(received).toEqual([{ url: `/runs/${id}/a%20b`, body: '{"n":1}' }]);
    expect(await variables()).toEqual({ workflowdata: {}, message: 'hello' });
    const event = { specversion: '1.0', id: `go-${id}`, source: 'test', type: 'go', kogitoprocrefid: id };
    await orchestrator.post('/', event, { 'content-type': 'application/cloudevents+json' });
    await vi.waitFor(async () => {
      const run = await (await orchestrator.get(`/pause/${id}`)).json();
      expect(run).toMatchObject({ workflowdata: { read: 'hello' } });
    }, 5000);
  });

  it('take the port as a text, the whole answer, and expressions in JSONPath', async () => {
    const { host, port } = here();
    expect((await call({ host, port: String(port), endpoint: '/x' })).status).toBe(200);
    expect(await variables()).toMatchObject({ message: 'hello', other: 1 });
    const path = { outputExpression: '$.message', outputExpressionLang: 'jsonpath' };
    const response = await call({ ...here(), endpoint: '/x', ...path });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining('object') as string });
  });

  it.each([
    [404, 404],
    [403, 500],
    [503, 500],
  ])('answer %i of the service with %i', async (theirs, ours) => {
    status = theirs;
    expect((await call({ ...here(), endpoint: '/x' })).status).toBe(ours);
    expect(await variables()).toEqual({ workflowdata: {} });
  });

  it.each([
    [{}, 'Missing required parameter Url'],
    [{ endpoint: 1 }, '"endpoint"'],
    [{ endpoint: '/x', method: 'GET /y' }, '"method"'],
    [{ endpoint: '/x', arguments: [] }, '"arguments"'],
    [{ endpoint: '/x', port: 'x' }, '"port"'],
    [{ endpoint: '/{id}' }, 'missing parameter id'],
    [{ endpoint: '/x', outputExpression: '{' }, '"outputExpression"'],
    [{ endpoint: '/x', outputExpressionLang: 'xpath', outputExpression: '.' }, '"outputExpressionLang"'],
  ])('refuse %j before anything is sent', async (body, message) => {
    const response = await call({ ...here(), ...body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ message: expect.stringContaining(message) as string });
    expect(received).toEqual([]);
  });

  it('tell of an expression that does not fit the answer or reads secrets', async () => {
    for (const outputExpression of ['error("no")', '{a: $SECRET}']) {
      const response = await call({ ...here(), endpoint: '/x', outputExpression });
      expect(response.status).toBe(400);
    }
    expect(await variables()).toEqual({ workflowdata: {} });
  });

  it('need a run of that workflow that goes on', async () => {
    const unknown = { message: expect.stringContaining('Cannot find process instance') as string };
    for (const lost of [call({ endpoint: '/x' }, 'nobody'), call({ endpoint: '/x' }, id, 'other')])
      expect(await (await lost).json()).toMatchObject(unknown);
    await orchestrator.send('DELETE', `/pause/${id}`);
    const response = await call({ ...here(), endpoint: '/x' });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject(unknown);
    expect(received).toEqual([]);
  });
});
