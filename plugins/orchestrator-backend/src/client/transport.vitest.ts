import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { freePort } from '../testing/engine.fixture';
import { GraphqlClient } from './graphql';
import { Transport } from './transport';
import { WorkflowService } from './workflow-service';

describe('a service that misbehaves', () => {
  const open: Server[] = [];
  afterEach(() => open.splice(0).forEach((server) => server.close() && server.closeAllConnections()));

  async function serve(listener: RequestListener): Promise<string> {
    const server = createServer(listener);
    open.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
  }
  const answer = (status: number, body: unknown, headers = {}) =>
    serve((_request, response) => {
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
  const transport = new Transport((request) => fetch(request), { timeoutMs: 200, maxResponseBytes: 1000 });
  const graphql = (url: string) => new GraphqlClient(transport, url).query('{ a }');
  const start = (url: string) =>
    new WorkflowService(transport).start('greet', url, {
      workflowdata: {},
      initiatorEntity: 'user:default/ada',
    });

  it('is unreachable, without a word about where it is', async () => {
    const port = await freePort();
    const error = await graphql(`http://127.0.0.1:${port}`).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ServiceUnavailableError', code: 'engine-unreachable' });
    expect(JSON.stringify(error) + String(error)).not.toContain(String(port));
  });

  it('does not answer in time', async () => {
    await expect(graphql(await serve(() => undefined))).rejects.toMatchObject({
      code: 'engine-timeout',
      message:
        'The data index did not answer within 0.2 s. What was asked for may still happen; look before trying again.',
    });
  });

  it('does not answer in time although it is in this process', async () => {
    const stuck = new Transport(() => new Promise(() => undefined), {
      timeoutMs: 50,
      maxResponseBytes: 1000,
    });
    await expect(stuck.send('http://orchestrator.internal/graphql')).rejects.toMatchObject({
      code: 'engine-timeout',
    });
  });

  it('answers too much', async () => {
    await expect(graphql(await answer(200, 'x'.repeat(2000)))).rejects.toMatchObject({
      statusCode: 502,
      message: expect.stringContaining('more than 1000 bytes'),
    });
  });

  it('redirects', async () => {
    await expect(graphql(await answer(302, '', { location: '/b' }))).rejects.toMatchObject({
      message: expect.stringContaining('redirect'),
    });
  });

  it.each([
    ['no JSON', '<html>', 'The data index answered with status 200 and without data.'],
    ['errors', { errors: [{ message: 'no such field' }] }, 'The data index refused the query: no such field'],
    ['null', 'null', 'The data index answered with status 200 and without data.'],
  ])('answers a query with %s', async (_what, body, message) => {
    await expect(graphql(await answer(200, body))).rejects.toMatchObject({ code: 'engine-answer', message });
  });

  it('fails at single fields, which is tolerated', async () => {
    const errors = [{ message: 'x', extensions: { classification: 'DataFetchingException' } }];
    expect(await graphql(await answer(200, { data: { a: 1 }, errors }))).toEqual({ a: 1 });
  });

  it('is busy', async () => {
    const url = await answer(503, {});
    await expect(graphql(url)).rejects.toMatchObject({ code: 'engine-overloaded' });
    await expect(start(url)).rejects.toMatchObject({ name: 'ServiceUnavailableError' });
  });

  it('counts a start with an id as started, whatever its status', async () => {
    expect(await start(await answer(500, { id: 'a1', message: 'boom' }))).toBe('a1');
    expect(await start(await answer(201, { id: 'a2' }))).toBe('a2');
  });

  it.each([
    [201, '', 'EngineAnswerError', /did not say the id/],
    [
      400,
      { message: 'There are JsonSchema validation errors:\n/name' },
      'InputError',
      /JsonSchema validation/,
    ],
    [404, { message: 'Process with id greet not found' }, 'NotFoundError', /greet not found/],
    [409, { message: 'duplicate' }, 'ConflictError', /duplicate/],
    [500, 'boom\n\tat Engine.run(Engine.java:7)', 'EngineAnswerError', /^[^\t]*boom$/],
  ])('refuses a start with %i', async (status, body, name, message) => {
    await expect(start(await answer(status, body))).rejects.toMatchObject({
      name,
      message: expect.stringMatching(message),
    });
  });

  it('is not named by the index', async () => {
    const service = new WorkflowService(transport);
    await expect(service.inputSchema('greet', undefined)).rejects.toMatchObject({ code: 'engine-answer' });
    await expect(service.inputSchema('greet', 'file:///etc/passwd')).rejects.toMatchObject({
      code: 'engine-answer',
    });
  });
});
