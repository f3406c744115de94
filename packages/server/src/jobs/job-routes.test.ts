import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';
import { at, bodyOf, eventually, LATER, nextId, soon, v1, v2 } from './job-orders.fixture.js';
import { startRecipient } from './recipient.fixture.js';
import type { TestRecipient } from './recipient.fixture.js';

const settings = {
  'kogito.jobs-service.backoffRetryMillis': '10',
  'kogito.jobs-service.maxIntervalLimitToRetryMillis': '300',
};

describe('the Jobs API', () => {
  let orchestrator: TestOrchestrator;
  let recipient: TestRecipient;
  let status: number | (() => Promise<number>) = 200;

  beforeAll(async () => {
    recipient = await startRecipient(() => (typeof status === 'number' ? status : status()));
    orchestrator = await openTestOrchestrator(documents, {}, settings);
  });
  afterAll(async () => {
    await orchestrator.close();
    await recipient.close();
  });
  beforeEach(() => {
    status = 200;
    recipient.calls.length = 0;
  });

  const found = async (id: string): Promise<unknown> => {
    const { data } = await orchestrator.query(
      `{ Jobs(where: {id: {equal: "${id}"}}) { id status executionCounter retries exceptionMessage endpoint } }`,
    );
    return (data?.Jobs as unknown[])[0];
  };

  it.each(['', '/jobs-service'])(
    'creates, reads and cancels jobs of the first version below "%s"',
    async (prefix) => {
      const order = v1(recipient.url, {
        repeatInterval: 1000,
        repeatLimit: 5,
        priority: 3,
        nodeInstanceId: 'n',
      });
      const created = await orchestrator.post(`${prefix}/jobs`, order);
      expect(created.status).toBe(200);
      const job = await bodyOf(created);
      expect(job).toEqual({
        ...order,
        expirationTime: '2999-01-01T00:00:00.000Z',
        // As upstream counts: repetitions after the first call.
        repeatLimit: 4,
        rootProcessId: null,
        rootProcessInstanceId: null,
        scheduledId: order.id,
        retries: 0,
        status: 'SCHEDULED',
        lastUpdate: expect.any(String) as string,
        executionCounter: 0,
        executionResponse: null,
        exceptionMessage: null,
        exceptionDetails: null,
      });
      expect(await bodyOf(await orchestrator.get(`${prefix}/jobs/${order.id}`))).toEqual(job);
      const cancelled = await orchestrator.send('DELETE', `${prefix}/jobs/${order.id}`);
      expect([cancelled.status, (await bodyOf(cancelled)).status]).toEqual([200, 'CANCELED']);
      for (const method of ['GET', 'DELETE'])
        expect((await orchestrator.send(method, `${prefix}/jobs/${order.id}`)).status).toBe(404);
    },
  );

  it('creates, reads and cancels jobs of the second version', async () => {
    const order = v2(
      recipient.url,
      {
        method: 'PUT',
        headers: { processId: 'p', ProcessInstanceId: 'i' },
        payload: { type: 'string', data: 'x' },
      },
      {
        ...at(LATER, { repeatCount: 2, delay: 3, delayUnit: 'SECONDS' }),
        executionTimeout: 1,
        executionTimeoutUnit: 'MINUTES',
        retry: { maxRetries: 3 },
      },
    );
    const created = await orchestrator.post('/v2/jobs', order);
    expect(created.status).toBe(200);
    const job = await bodyOf(created);
    expect(job).toEqual({
      id: order.id,
      correlationId: 'c',
      state: 'SCHEDULED',
      schedule: {
        type: 'timer',
        startTime: '2999-01-01T00:00:00.000Z',
        repeatCount: 2,
        delay: 3000,
        delayUnit: 'MILLIS',
      },
      retry: null,
      recipient: { ...order.recipient, queryParams: {} },
      executionTimeout: 1,
      executionTimeoutUnit: 'MINUTES',
    });
    expect(await bodyOf(await orchestrator.get(`/v2/jobs/${order.id}`))).toEqual(job);
    expect(await bodyOf(await orchestrator.get(`/jobs/${order.id}`))).toMatchObject({
      processId: 'p',
      processInstanceId: 'i',
    });
    expect((await orchestrator.send('PATCH', `/v2/jobs/${order.id}`, {})).status).toBe(405);
    expect(await bodyOf(await orchestrator.send('DELETE', `/v2/jobs/${order.id}`))).toMatchObject({
      state: 'CANCELED',
    });
    expect((await orchestrator.get(`/v2/jobs/${order.id}`)).status).toBe(404);
  });

  it('shows nobody the secrets that jobs are called with, and calls with them', async () => {
    const secrets = { Authorization: 'Bearer t', cookie: 'a=b', 'X-Api-Key': 'k' };
    const target = { headers: { ...secrets, processId: 'p' }, queryParams: { access_token: 't', page: '1' } };
    const order = v2(recipient.url, target);
    const shown = {
      headers: { Authorization: '***', cookie: '***', 'X-Api-Key': '***', processId: 'p' },
      queryParams: { access_token: '***', page: '1' },
    };
    for (const answer of [
      await orchestrator.post('/v2/jobs', order),
      await orchestrator.get(`/v2/jobs/${order.id}`),
    ])
      expect(await bodyOf(answer)).toMatchObject({ recipient: shown });
    await orchestrator.send('PATCH', `/jobs/${order.id}`, { expirationTime: soon() });
    await eventually(() => expect(recipient.calls).toHaveLength(1));
    expect(recipient.calls[0]).toMatchObject({
      path: '/there?access_token=t&page=1&limit=0',
      headers: { authorization: 'Bearer t', cookie: 'a=b', 'x-api-key': 'k' },
    });
  });

  it('refuses half of a surrogate pair', async () => {
    const sink = { type: 'sink', sinkUrl: 'http://a/', 'ce-source': 's', 'ce-type': 't' };
    const order = v2('', {}, { recipient: { ...sink, 'ce-extensions': { mine: '\ud800' } } });
    expect((await orchestrator.post('/v2/jobs', order)).status).toBe(400);
  });

  it('moves jobs, and changes nothing else of them', async () => {
    const { id } = await bodyOf(await orchestrator.post('/jobs', v1(recipient.url)));
    const patch = (change: unknown) => orchestrator.send('PATCH', `/jobs/${String(id)}`, change);
    expect(
      await bodyOf(await patch({ expirationTime: '2998-01-01T00:00:00+01:00[Europe/Paris]', id: null })),
    ).toMatchObject({
      expirationTime: '2997-12-31T23:00:00.000Z',
    });
    expect(await bodyOf(await patch({ repeatInterval: 10, repeatLimit: 3 }))).toMatchObject({
      repeatInterval: 10,
      repeatLimit: 2,
      expirationTime: '2997-12-31T23:00:00.000Z',
    });
    for (const change of [{ expirationTime: LATER, priority: 1 }, {}, [], { id }])
      expect((await patch(change)).status).toBe(400);
    expect((await orchestrator.send('PATCH', '/jobs/nobody', { repeatLimit: 1 })).status).toBe(404);
    await patch({ expirationTime: soon() });
    await eventually(() => expect(recipient.calls).toHaveLength(3));
  });

  it('replaces a job that has the id already', async () => {
    const order = v1(recipient.url);
    await orchestrator.post('/jobs', order);
    const { status: code } = await orchestrator.post('/jobs', { ...order, priority: 9 });
    expect(code).toBe(200);
    expect(await bodyOf(await orchestrator.get(`/jobs/${order.id}`))).toMatchObject({ priority: 9 });
  });

  it.each<[string, string, object]>([
    ['no time', '/jobs', { expirationTime: null }],
    ['a time without a zone', '/jobs', { expirationTime: '2030-01-01T00:00:00' }],
    ['a time after the last one', '/jobs', { expirationTime: '9999-12-31T23:59:59.9991Z' }],
    ['nobody to call', '/jobs', { callbackEndpoint: null }],
    ['an address that is none', '/jobs', { callbackEndpoint: 'there' }],
    ['an address of another kind', '/jobs', { callbackEndpoint: 'file:///etc/passwd' }],
    ['a negative interval', '/jobs', { repeatInterval: -1 }],
    ['an id that is no text', '/jobs', { id: 5 }],
    ['an id with a NUL', '/jobs', { id: 'a\u0000' }],
    ['an id that is too long', '/jobs', { id: 'x'.repeat(256) }],
    ['no schedule', '/v2/jobs', { schedule: null }],
    ['a cron schedule', '/v2/jobs', { schedule: { type: 'cron', expression: '* * * * *' } }],
    ['an unknown unit', '/v2/jobs', at(LATER, { delayUnit: 'WEEKS' })],
    ['no recipient', '/v2/jobs', { recipient: null }],
    ['a recipient on Kafka', '/v2/jobs', { recipient: { type: 'kafka', topicName: 't' } }],
    [
      'headers that break lines',
      '/v2/jobs',
      { recipient: { type: 'http', url: 'http://a/', headers: { a: 'b\r\nc: d' } } },
    ],
    [
      'headers of the connection',
      '/v2/jobs',
      { recipient: { type: 'http', url: 'http://a/', headers: { 'Transfer-Encoding': 'chunked' } } },
    ],
    [
      'headers that are too long',
      '/v2/jobs',
      { recipient: { type: 'http', url: 'http://a/', headers: { a: 'b'.repeat(20_000) } } },
    ],
    ['an unknown method', '/v2/jobs', { recipient: { type: 'http', url: 'http://a/', method: 'CONNECT' } }],
    [
      'an unknown payload',
      '/v2/jobs',
      { recipient: { type: 'http', url: 'http://a/', payload: { type: 'xml' } } },
    ],
    [
      'a sink without a type',
      '/v2/jobs',
      { recipient: { type: 'sink', sinkUrl: 'http://a/', 'ce-source': 's' } },
    ],
    [
      'a payload that is too long',
      '/v2/jobs',
      {
        recipient: {
          type: 'http',
          url: 'http://a/',
          payload: { type: 'string', data: '\u00e4'.repeat(500_000) },
        },
      },
    ],
    ['a call that takes too long', '/v2/jobs', { executionTimeout: 6, executionTimeoutUnit: 'MINUTES' }],
  ])('refuses a job with %s', async (_, path, parts) => {
    const order = path === '/jobs' ? v1(recipient.url, parts) : { ...v2(recipient.url), ...parts };
    const refused = await orchestrator.post(path, order);
    expect(refused.status).toBe(400);
    expect(await bodyOf(refused)).toEqual({ code: 'bad-job', message: expect.any(String) as string });
  });

  it('refuses what is no job at all', async () => {
    for (const path of ['/jobs', '/v2/jobs']) {
      for (const wrong of ['', '[]', '5', '{'])
        expect((await orchestrator.post(path, wrong)).status, wrong).toBe(400);
      expect((await orchestrator.post(path, '{}', { 'content-type': 'text/plain' })).status).toBe(415);
    }
  });

  it('leaves events of other Jobs services to the data index', async () => {
    const event = {
      specversion: '1.0',
      id: nextId(),
      source: 'http://other/jobs',
      type: 'JobEvent',
      time: LATER,
      data: { id: 'foreign', status: 'SCHEDULED' },
    };
    expect((await orchestrator.post('/jobs', event)).status).toBe(202);
    expect(await found('foreign')).toMatchObject({ endpoint: 'http://other/jobs' });
  });

  describe('as events', () => {
    const event = (type: string, data: unknown) => ({
      specversion: '1.0',
      id: nextId(),
      source: '/s',
      type,
      data,
    });
    const send = (path: string, ...events: object[]) =>
      orchestrator.post(path, events, { 'content-type': 'application/cloudevents-batch+json' });

    it.each([
      ['/v2/jobs/events', 'job.create', 'job.delete', () => v2(recipient.url)],
      ['/jobs/events', 'CreateProcessInstanceJobRequest', 'CancelJobRequest', () => v1(recipient.url)],
    ] as const)('are taken at %s', async (path, create, cancel, orderOf) => {
      const order = orderOf();
      expect((await send(path, event(create, order))).status).toBe(202);
      expect((await orchestrator.get(`/v2/jobs/${order.id}`)).status).toBe(200);
      // Whoever cancels a job a second time has what was wanted.
      for (let time = 0; time < 2; time += 1)
        expect((await send(path, event(cancel, { id: order.id }))).status).toBe(202);
      expect((await orchestrator.get(`/v2/jobs/${order.id}`)).status).toBe(404);
    });

    it('are refused as a whole', async () => {
      const order = v2(recipient.url);
      for (const wrong of [event('other', {}), event('job.create', {}), event('job.delete', {})])
        expect((await send('/v2/jobs/events', event('job.create', order), wrong)).status).toBe(400);
      expect((await orchestrator.get(`/v2/jobs/${order.id}`)).status).toBe(404);
    });
  });
});
