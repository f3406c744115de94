import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPortal, type TestPortal } from '../testing/portal.fixture';

describe('v2 API', () => {
  let portal: TestPortal;
  let greeting: string;
  let failure: string;
  let nap: string;

  beforeAll(async () => {
    portal = await startTestPortal({ contentLengthLimit: '2kb' });
    greeting = await portal.run('ada', 'greet', { name: 'Ada' });
    failure = await portal.run('ada', 'fail');
    nap = await portal.run('ada', 'nap');
  });
  afterAll(() => portal.stop());

  const failed = (status: number, name: string, message: RegExp) => ({
    status,
    body: { error: { name, message: expect.stringMatching(message) }, response: { statusCode: status } },
  });

  it('answers its health', async () => {
    expect(await portal.get('ada', '/health')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  describe('workflow overviews', () => {
    it('lists workflows by name, with what their runs tell', async () => {
      const { status, body } = await portal.post('ada', '/v2/workflows/overview');
      expect(status).toBe(200);
      expect(body.overviews).toMatchObject([
        { workflowId: 'greet', format: 'yaml', description: 'Says hello', version: '2.0' },
        { workflowId: 'fail', lastRunStatus: 'ERROR', lastRunId: failure },
        { workflowId: 'nap', format: 'json', lastRunStatus: 'ACTIVE' },
      ]);
      expect(body.overviews[0]).toMatchObject({
        isAvailable: true,
        lastRunId: greeting,
        lastRunStatus: 'COMPLETED',
        workflowRunStats: {
          successRatio: 1,
          successCount: 1,
          errorCount: 0,
          totalCount: 1,
          runsLastMonth: 1,
        },
      });
      expect(body.overviews[0].lastTriggeredMs).toBeGreaterThan(Date.now() - 60_000);
      expect(body.overviews[2].workflowRunStats).toMatchObject({ successRatio: null, totalCount: 0 });
      expect(body.overviews[0]).not.toHaveProperty('availability');
    });

    it('filters, orders and cuts pages in the query', async () => {
      const { body } = await portal.post('ada', '/v2/workflows/overview', {
        filters: { field: 'id', operator: 'LIKE', value: '*a*' },
        paginationInfo: { pageSize: 1, offset: 1, orderBy: 'id', orderDirection: 'DESC' },
      });
      expect(body.overviews.map(({ workflowId }: { workflowId: string }) => workflowId)).toEqual(['fail']);
      expect(body.paginationInfo).toEqual({ pageSize: 1, offset: 1 });
    });

    it('shows one workflow, and 404 for one that is not there', async () => {
      expect(await portal.get('ada', '/v2/workflows/greet/overview')).toMatchObject({
        status: 200,
        body: { workflowId: 'greet', name: 'Greet' },
      });
      expect(await portal.get('ada', '/v2/workflows/nope/overview')).toMatchObject(
        failed(404, 'NotFoundError', /no workflow nope/),
      );
    });

    it('shows the findings of a broken document', async () => {
      await writeFile(path.join(portal.workflows, 'broken.sw.yaml'), 'id: broken\nstates: 7\n');
      await expect
        .poll(async () => (await portal.post('ada', '/v2/workflows/overview')).body.problems, {
          timeout: 10_000,
        })
        .toMatchObject([{ file: 'broken.sw.yaml', findings: expect.arrayContaining([expect.anything()]) }]);
    });
  });

  describe('source and input schema', () => {
    it('answers the source as plain text', async () => {
      const response = await portal.get('ada', '/v2/workflows/greet/source');
      expect(response.status).toBe(200);
      expect(response.headers['content-type']).toMatch(/^text\/plain/);
      expect(response.text).toContain('id: greet');
      expect((await portal.get('ada', '/v2/workflows/nope/source')).status).toBe(404);
    });

    it('answers the input schema, and an empty object when there is none', async () => {
      const { body } = await portal.get('ada', '/v2/workflows/greet/inputSchema');
      expect(body).toMatchObject({ inputSchema: { required: ['name'] } });
      expect(body).not.toHaveProperty('data');
      expect((await portal.get('ada', '/v2/workflows/nap/inputSchema')).body).toEqual({});
      expect((await portal.get('ada', '/v2/workflows/nope/inputSchema')).status).toBe(404);
    });

    it('fills in what the schema knows of an earlier run of the same workflow', async () => {
      const { body } = await portal.get('ada', `/v2/workflows/greet/inputSchema?instanceId=${greeting}`);
      expect(body.data).toEqual({ name: 'Ada' });
      expect((await portal.get('ada', `/v2/workflows/greet/inputSchema?instanceId=${nap}`)).status).toBe(404);
      expect((await portal.get('ada', '/v2/workflows/greet/inputSchema?instanceId=nope')).status).toBe(404);
      const twice = await portal.get('ada', '/v2/workflows/greet/inputSchema?instanceId=a&instanceId=b');
      expect(twice.status).toBe(400);
    });
  });

  describe('runs', () => {
    it('lists them newest first, with a total beyond the page', async () => {
      const { body } = await portal.post('ada', '/v2/workflows/instances', {
        paginationInfo: { pageSize: 2 },
      });
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([nap, failure]);
      expect(body).toMatchObject({ totalCount: 3, paginationInfo: { pageSize: 2 } });
      expect(body.items[0].nodes).toEqual([{ id: expect.any(String) }]);
    });

    it('filters them by state or by a value inside their data', async () => {
      const filters = {
        operator: 'OR',
        filters: [
          { field: 'state', operator: 'EQ', value: 'ERROR' },
          {
            field: 'variables',
            nested: { field: 'workflowdata', nested: { field: 'name', operator: 'EQ', value: 'Ada' } },
          },
        ],
      };
      const { body } = await portal.post('ada', '/v2/workflows/instances', { filters });
      expect(body.items.map(({ id }: { id: string }) => id)).toEqual([failure, greeting]);
      expect(body.totalCount).toBe(2);
    });

    it('lists those of one workflow', async () => {
      const { body } = await portal.post('ada', '/v2/workflows/greet/instances');
      expect(body).toMatchObject({ totalCount: 1, items: [{ id: greeting, processName: 'Greet' }] });
    });

    it('refuses a search that it does not understand', async () => {
      const search = (body: object) => portal.post('ada', '/v2/workflows/instances', body);
      expect(await search({ filters: { field: 'nope', operator: 'EQ', value: 1 } })).toMatchObject(
        failed(400, 'InputError', /no field nope/),
      );
      expect(await search({ paginationInfo: { orderBy: 'variables' } })).toMatchObject(
        failed(400, 'InputError', /cannot be ordered by variables/),
      );
    });

    it('shows one with its data, nodes and count of commits', async () => {
      const { status, body } = await portal.get('ada', `/v2/workflows/instances/${greeting}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({
        id: greeting,
        processId: 'greet',
        state: 'COMPLETED',
        version: '2.0',
        description: 'Says hello',
        workflowdata: { name: 'Ada', greeting: 'Hello Ada' },
        initiatorEntity: 'user:default/ada',
        duration: expect.stringContaining('second'),
        commit: expect.any(Number),
      });
      expect(body.nodes[0]).toMatchObject({
        name: 'Hello',
        enter: expect.any(String),
        exit: expect.any(String),
      });
      expect(body.nodes[1]).toMatchObject({ parent: body.nodes[0].id });
    });

    it('shows why one failed', async () => {
      const { body } = await portal.get('ada', `/v2/workflows/instances/${failure}`);
      expect(body).toMatchObject({
        state: 'ERROR',
        error: { message: expect.stringContaining('out of paper'), code: expect.any(String) },
      });
      expect(body.error.nodeInstanceId).toBe(body.nodes.at(-1).id);
      expect(body.end).toBeUndefined();
      expect(Date.parse(body.failedAt)).toBeGreaterThanOrEqual(Date.parse(body.start));
    });

    it('answers 404 for one that is not there', async () => {
      expect(await portal.get('ada', '/v2/workflows/instances/nope')).toMatchObject(
        failed(404, 'NotFoundError', /no run nope/),
      );
    });

    it('answers the words for states', async () => {
      const { body } = await portal.get('ada', '/v2/workflows/instances/statuses');
      expect(body.map(({ key }: { key: string }) => key)).toEqual([
        'Active',
        'Error',
        'Completed',
        'Aborted',
        'Suspended',
        'Pending',
      ]);
    });
  });

  describe('execute', () => {
    const execute = (workflowId: string, body?: object) =>
      portal.post('ada', `/v2/workflows/${workflowId}/execute`, body);

    it('starts a run for the caller and about an entity', async () => {
      const inputData = { name: 'Eve' };
      const { body } = await execute('greet', { inputData, targetEntity: 'component:default/shop' });
      expect((await portal.get('ada', `/v2/workflows/instances/${body.id}`)).body).toMatchObject({
        state: 'COMPLETED',
        initiatorEntity: 'user:default/ada',
        targetEntity: 'component:default/shop',
        workflowdata: { greeting: 'Hello Eve' },
      });
    });

    it('starts one run for a request that is repeated with its key', async () => {
      const start = (user: string, name: string) =>
        portal.post(user, '/v2/workflows/greet/execute', { inputData: { name } }).set('Idempotency-Key', 'k');
      const first = await start('ada', 'Ada');
      expect(first.status).toBe(200);
      expect((await start('ada', 'Ada')).body).toEqual(first.body);
      expect((await start('ben', 'Ada')).body.id).not.toBe(first.body.id);
      expect(await start('ada', 'Eve')).toMatchObject(failed(409, 'ConflictError', /other data/));
      expect((await start('ada', 'Ada').set('Idempotency-Key', 'k'.repeat(256))).status).toBe(400);
    });

    it('names the fields that the schema refuses', async () => {
      const missing = await execute('greet', { inputData: {} });
      expect(missing).toMatchObject(failed(400, 'InputError', /does not fit/));
      expect(missing.body.error.fields).toEqual([{ path: '/name', message: expect.any(String) }]);
      const wrong = await execute('greet', { inputData: { name: 7 } });
      expect(wrong.body.error.fields).toEqual([{ path: '/name', message: expect.any(String) }]);
    });

    it.each([
      ['inputData that is no object', { inputData: [] }],
      ['a target that is no entity ref', { targetEntity: 'shop' }],
      ['tokens that are no list', { authTokens: {} }],
      ['a token with more in it', { authTokens: [{ provider: 'github', token: 'a', scope: 'b' }] }],
      ['a provider that is no name', { authTokens: [{ provider: 'git hub', token: 'a' }] }],
      ['a token with a line break', { authTokens: [{ provider: 'github', token: 'a\nb' }] }],
      ['a start by event', { inputData: { isEvent: true } }],
    ])('refuses %s', async (_what, body) => {
      expect((await execute('greet', body)).body.error.name).toBe('InputError');
    });

    it('answers 404 for a workflow that is not there', async () => {
      expect(await execute('nope', {})).toMatchObject(failed(404, 'NotFoundError', /no workflow nope/));
    });

    it('refuses too large a body and one that is no JSON, without a stack trace', async () => {
      const large = await execute('greet', { inputData: { name: 'x'.repeat(3000) } });
      expect(large).toMatchObject(failed(413, 'InputError', /contentLengthLimit, 2kb/));
      const broken = await portal
        .post('ada', '/v2/workflows/greet/execute')
        .set('content-type', 'application/json')
        .send('{"inputData":');
      expect(broken).toMatchObject(failed(400, 'InputError', /not valid JSON/));
      expect(broken.text).not.toContain('    at ');
    });
  });

  describe('abort', () => {
    it('ends a run once', async () => {
      const id = await portal.run('ada', 'nap');
      const { status, body } = await portal.delete('ada', `/v2/workflows/instances/${id}/abort`);
      expect(status).toBe(200);
      expect(body).toContain(id);
      expect((await portal.get('ada', `/v2/workflows/instances/${id}`)).body.state).toBe('ABORTED');
      expect(await portal.delete('ada', `/v2/workflows/instances/${id}/abort`)).toMatchObject(
        failed(409, 'ConflictError', /already ended; its state is ABORTED/),
      );
    });

    it('answers 404 for a run that is not there', async () => {
      expect((await portal.delete('ada', '/v2/workflows/instances/nope/abort')).status).toBe(404);
    });
  });

  it('answers 404 for an unknown path', async () => {
    expect(await portal.get('ada', '/v1/workflows')).toMatchObject(failed(404, 'NotFoundError', /no GET/));
  });
});
