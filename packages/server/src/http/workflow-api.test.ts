import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

describe('workflow API', () => {
  let orchestrator: TestOrchestrator;
  const body = async (response: Response) => (await response.json()) as Record<string, unknown>;

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator(documents);
  });
  afterAll(() => orchestrator.close());

  it('starts a run and answers its data', async () => {
    const response = await orchestrator.post('/greet', {
      workflowdata: { name: 'Ada' },
      initiatorEntity: 'user:default/ada',
    });
    expect(response.status).toBe(201);
    const { id, workflowdata } = await body(response);
    expect(workflowdata).toEqual({ name: 'Ada', greeting: 'Hello Ada' });
    expect(response.headers.get('location')).toBe(`http://orchestrator.test/greet/${String(id)}`);
  });

  it('takes a body without workflowdata as the data, and none as empty', async () => {
    expect((await orchestrator.post('/greet', { name: 'Bob' })).status).toBe(201);
    expect((await orchestrator.post('/nap', '')).status).toBe(201);
  });

  it('refuses data that does not fit, before there is a run', async () => {
    const response = await orchestrator.post('/greet', { workflowdata: {} });
    expect(response.status).toBe(400);
    const answer = await body(response);
    expect(answer).toMatchObject({ violations: [{ path: '/name', message: 'is required' }] });
    expect(answer.message).toMatch(/^There are JsonSchema validation errors:\n/);
    expect(answer).not.toHaveProperty('id');
  });

  it('answers a failed run with its id, the place and the reason', async () => {
    const response = await orchestrator.post('/fail', {});
    expect(response.status).toBe(500);
    expect(await body(response)).toEqual({
      id: expect.any(String) as string,
      failedNodeId: '/states/0/actions/0',
      message: 'out of paper',
    });
  });

  it('shows a waiting run, aborts it once, and forgets it then', async () => {
    const { id } = await body(await orchestrator.post('/nap', {}));
    const path = `/management/processes/nap/instances/${String(id)}`;
    const abort = () =>
      orchestrator.fetch(new Request(`http://orchestrator.test${path}`, { method: 'DELETE' }));
    expect((await orchestrator.get(`/nap/${String(id)}`)).status).toBe(200);
    expect((await abort()).status).toBe(200);
    expect((await abort()).status).toBe(409);
    expect((await orchestrator.get(`/nap/${String(id)}`)).status).toBe(404);
  });

  it('describes a workflow', async () => {
    expect(await body(await orchestrator.get('/management/processes/greet'))).toEqual({
      id: 'greet',
      name: 'Greet',
      type: 'SW',
      version: '2.0',
      description: 'Says hello',
      annotations: ['demo'],
      inputSchema: JSON.parse(documents['greet/in.json']) as object,
    });
  });

  it('is live and ready', async () => {
    expect(await body(await orchestrator.get('/q/health/live'))).toEqual({ status: 'UP', checks: [] });
    expect(await body(await orchestrator.get('/q/health'))).toEqual({
      status: 'UP',
      checks: [{ name: 'database', status: 'UP' }],
    });
  });

  it('stays live but is not ready without its database', async () => {
    const closed = await openTestOrchestrator({});
    await closed.close();
    expect((await closed.get('/q/health/live')).status).toBe(200);
    const response = await closed.get('/q/health/ready');
    expect(response.status).toBe(503);
    expect(await body(response)).toEqual({ status: 'DOWN', checks: [{ name: 'database', status: 'DOWN' }] });
  });

  it.each([
    ['an unknown workflow', 'POST', '/none', '{}', 404, 'unknown-workflow'],
    ['an unknown path', 'GET', '/a/b/c', undefined, 404, 'unknown-path'],
    ['a method that does not fit', 'PUT', '/graphql', '{}', 405, 'method-not-allowed'],
    ['broken JSON', 'POST', '/greet', '{', 400, 'bad-json'],
    ['a body that is no object', 'POST', '/greet', '[]', 400, 'bad-json'],
    [
      'a body that nests too deeply',
      'POST',
      '/greet',
      `{"a":${'['.repeat(500)}${']'.repeat(500)}}`,
      400,
      'too-deep',
    ],
    ['a body that is too large', 'POST', '/greet', `{"a":"${'x'.repeat(11_000_000)}"}`, 413, 'too-large'],
    ['a broken address', 'POST', '/%E0%A4%A', '{}', 400, 'bad-path'],
    ['an id that cannot be stored', 'GET', '/nap/%00', undefined, 400, 'data-not-storable'],
    ['a character that cannot be stored', 'POST', '/nap', '{"a":"\\u0000"}', 400, 'invalid-input'],
  ])('answers %s with a code and a sentence', async (_, method, path, text, status, code) => {
    const init = {
      method,
      headers: { 'content-type': 'application/json' },
      ...(text !== undefined && { body: text }),
    };
    const response = await orchestrator.fetch(new Request(`http://orchestrator.test${path}`, init));
    expect(response.status).toBe(status);
    expect(await body(response)).toMatchObject({ code, message: expect.stringMatching(/\w/) as string });
  });

  it('takes bodies only that are declared as JSON', async () => {
    expect((await orchestrator.post('/greet', '{"name":"x"}', { 'content-type': 'text/plain' })).status).toBe(
      415,
    );
  });
});
