import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

describe('instance API', () => {
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
    expect(response.status).toBe(400);
    expect(await body(response)).toEqual({
      id: expect.any(String) as string,
      failedNodeId: '/states/0/actions/0',
      message: 'out of paper',
    });
  });

  it('lists, shows and aborts runs, and forgets those that have ended', async () => {
    const { id } = await body(await orchestrator.post('/nap', { a: 1 }));
    const path = `/nap/${String(id)}`;
    const run = { id, workflowdata: { a: 1 } };
    expect(await body(await orchestrator.get(path))).toEqual(run);
    expect(await body(await orchestrator.get('/nap'))).toContainEqual(run);
    expect(await body(await orchestrator.get(`${path}/tasks`))).toEqual([]);
    const aborted = await orchestrator.send('DELETE', path);
    expect(aborted.status).toBe(200);
    expect(await body(aborted)).toEqual(run);
    expect(await body(await orchestrator.get('/nap'))).not.toContainEqual(run);
  });

  it('replaces the data of a run, and merges into it', async () => {
    const { id } = await body(await orchestrator.post('/nap', { a: { b: 1 }, c: 2 }));
    const path = `/nap/${String(id)}`;
    const patched = await orchestrator.send('PATCH', path, { a: { d: 3 } });
    expect(patched.status).toBe(200);
    expect(await body(patched)).toEqual({ id, workflowdata: { a: { b: 1, d: 3 }, c: 2 } });
    expect(await body(await orchestrator.send('PUT', path, { workflowdata: { e: 4 } }))).toEqual({
      id,
      workflowdata: { e: 4 },
    });
    expect((await orchestrator.send('PUT', path)).status).toBe(400);
  });

  it.each(['GET', 'DELETE', 'PUT', 'PATCH'])(
    'answers %s of an unknown or ended run with nothing',
    async (method) => {
      const { id } = await body(await orchestrator.post('/greet', { name: 'Ada' }));
      for (const path of ['/greet/unknown', `/greet/${String(id)}`, `/nap/${String(id)}`]) {
        const response = await orchestrator.send(method, path, method.startsWith('P') ? {} : undefined);
        expect(response.status).toBe(404);
        expect(await response.text()).toBe('');
      }
    },
  );

  it('has no landing pages', async () => {
    const list = (accept: string) => orchestrator.send('GET', '/nap', undefined, { accept });
    expect((await list('text/html')).status).toBe(404);
    expect((await list('text/html, */*')).status).toBe(200);
    expect((await list('application/json')).status).toBe(200);
  });

  it('answers the schema of the input', async () => {
    expect(await body(await orchestrator.get('/greet/schema'))).toEqual(
      JSON.parse(documents['greet/in.json']),
    );
    expect(await body(await orchestrator.get('/nap/schema'))).toEqual({});
    expect((await orchestrator.get('/none/schema')).status).toBe(404);
  });

  it('gives headers to the workflow, in the spelling that it uses', async () => {
    const headers = { 'content-type': 'application/json', 'X-Trace-Id': 't-1' };
    const { workflowdata } = await body(await orchestrator.post('/headers', {}, headers));
    expect(workflowdata).toEqual({ trace: 't-1', lower: 't-1' });
  });

  it('begins at the state that a header names', async () => {
    const headers = { 'content-type': 'application/json', 'X-KOGITO-StartFromNode': 'Second' };
    expect(await body(await orchestrator.post('/two', {}, headers))).toMatchObject({
      workflowdata: { second: true },
    });
    const unknown = { 'content-type': 'application/json', 'X-KOGITO-StartFromNode': 'Third' };
    expect((await orchestrator.post('/two', {}, unknown)).status).toBe(404);
  });

  it('describes itself as OpenAPI', async () => {
    const document = await body(await orchestrator.get('/q/openapi?format=json'));
    expect(document).toMatchObject({
      openapi: '3.0.3',
      paths: {
        '/greet': {
          get: { operationId: 'getAllProcessInstances_greet', tags: ['Process - greet'] },
          post: {
            operationId: 'createProcessInstance_greet',
            requestBody: {
              content: { 'application/json': { schema: { $ref: '#/components/schemas/greet_input' } } },
            },
          },
        },
        '/nap/{id}': { patch: { operationId: 'patchProcessInstance_nap' } },
      },
      components: { schemas: { greet_input: { required: ['name'] } } },
    });
  });

  it('is live and ready', async () => {
    expect(await body(await orchestrator.get('/q/health/live'))).toEqual({ status: 'UP', checks: [] });
    expect(await body(await orchestrator.get('/q/health'))).toEqual({
      status: 'UP',
      checks: [
        { name: 'database', status: 'UP' },
        { name: 'runtime', status: 'UP' },
      ],
    });
  });

  it('stays live but is not ready without its database', async () => {
    const closed = await openTestOrchestrator({});
    await closed.close();
    expect((await closed.get('/q/health/live')).status).toBe(200);
    const response = await closed.get('/q/health/ready');
    expect(response.status).toBe(503);
    expect(await body(response)).toMatchObject({
      status: 'DOWN',
      checks: [{ name: 'database', status: 'DOWN' }, { name: 'runtime' }],
    });
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
