import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';
import { at, bodyOf, eventually, LATER, soon, v1, v2 } from './job-orders.fixture.js';
import { startRecipient } from './recipient.fixture.js';
import type { TestRecipient } from './recipient.fixture.js';

const settings = {
  'kogito.jobs-service.backoffRetryMillis': '10',
  'kogito.jobs-service.maxIntervalLimitToRetryMillis': '300',
};

describe('jobs that are due', () => {
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

  const ended = (id: string) =>
    eventually(async () => expect((await orchestrator.get(`/jobs/${id}`)).status).toBe(404));
  const found = async (id: string): Promise<unknown> => {
    const { data } = await orchestrator.query(
      `{ Jobs(where: {id: {equal: "${id}"}}) { id status executionCounter retries exceptionMessage endpoint } }`,
    );
    return (data?.Jobs as unknown[])[0];
  };

  describe('calls', () => {
    it('a job of the first version as the runtime expects it', async () => {
      const order = v1(recipient.url, { expirationTime: soon(), nodeInstanceId: 'n', rootProcessId: 'rp' });
      await orchestrator.post('/jobs', order);
      await ended(order.id);
      expect(recipient.calls).toMatchObject([
        {
          method: 'POST',
          path: '/management/jobs/p/instances/i/timers/t?limit=0',
          headers: {
            'content-type': 'application/json',
            processid: 'p',
            processinstanceid: 'i',
            nodeinstanceid: 'n',
            rootprocessid: 'rp',
          },
          body: JSON.stringify({ correlationId: order.id }),
        },
      ]);
      expect(recipient.calls[0]?.at).toBeGreaterThanOrEqual(Date.parse(order.expirationTime));
      expect(await found(order.id)).toMatchObject({
        status: 'EXECUTED',
        executionCounter: 1,
        endpoint: 'http://orchestrator.test/jobs',
      });
    });

    it.each([
      [{ type: 'string', data: 'text' }, 'text/plain; charset=utf-8', 'text'],
      [{ type: 'binary', data: 'dGV4dA==' }, 'application/octet-stream', 'text'],
      [{ type: 'json', data: { a: [1] } }, 'application/json', '{"a":[1]}'],
      [null, undefined, ''],
    ])('with the payload %j', async (payload, type, sent) => {
      const target = {
        url: `${recipient.url}/there?x=%20y`,
        queryParams: { 'a b': 'c&d' },
        headers: { 'X-One': '1' },
        payload,
      };
      await orchestrator.post('/v2/jobs', v2(recipient.url, target, at(soon())));
      await eventually(() => expect(recipient.calls).toHaveLength(1));
      expect(recipient.calls).toMatchObject([
        { method: 'POST', path: '/there?x=%20y&a%20b=c%26d&limit=0', headers: { 'x-one': '1' }, body: sent },
      ]);
      expect(recipient.calls[0]?.headers['content-type']).toBe(type);
    });

    it.each(['binary', 'structured'])('a sink with an event in %s mode', async (contentMode) => {
      const target = {
        type: 'sink',
        sinkUrl: `${recipient.url}/sink`,
        contentMode,
        'ce-specversion': '1.0',
        'ce-source': '/s',
        'ce-type': 'due',
        'ce-subject': 'sub',
        'ce-extensions': { mine: 'x' },
        payload: { type: 'json', data: { a: 1 } },
      };
      await orchestrator.post('/v2/jobs', v2(recipient.url, {}, { recipient: target, ...at(soon()) }));
      await eventually(() => expect(recipient.calls).toHaveLength(1));
      const [call] = recipient.calls;
      const structured = contentMode === 'structured';
      const event = structured
        ? (JSON.parse(call?.body ?? '') as object)
        : Object.fromEntries(
            Object.entries(call?.headers ?? {}).map(([name, value]) => [name.replace(/^ce-/, ''), value]),
          );
      expect(event).toMatchObject({
        specversion: '1.0',
        source: '/s',
        type: 'due',
        subject: 'sub',
        mine: 'x',
        limit: structured ? 0 : '0',
        ...(structured && { data: { a: 1 } }),
      });
      if (!structured)
        expect(call).toMatchObject({ headers: { 'content-type': 'application/json' }, body: '{"a":1}' });
    });

    it('a sink with bytes', async () => {
      const target = {
        type: 'sink',
        sinkUrl: recipient.url,
        'ce-source': '/s',
        'ce-type': 'due',
        payload: { type: 'binary', data: 'dGV4dA==' },
      };
      await orchestrator.post('/v2/jobs', v2(recipient.url, {}, { recipient: target, ...at(soon()) }));
      await orchestrator.post(
        '/v2/jobs',
        v2(recipient.url, {}, { recipient: { ...target, contentMode: 'structured' }, ...at(soon()) }),
      );
      await eventually(() => expect(recipient.calls).toHaveLength(2));
      const bodies = recipient.calls.map(({ body: sent }) => sent);
      expect(bodies).toContain('text');
      expect(bodies.find((sent) => sent !== 'text')).toContain('"data_base64":"dGV4dA=="');
    });

    it('as often as was ordered, and says how many are left', async () => {
      const order = v1(recipient.url, { expirationTime: soon(), repeatInterval: 10, repeatLimit: 3 });
      await orchestrator.post('/jobs', order);
      await ended(order.id);
      expect(recipient.calls.map(({ path }) => path.split('=')[1])).toEqual(['2', '1', '0']);
      expect(await found(order.id)).toMatchObject({ executionCounter: 3 });
    });

    it('at once what was due during an outage', async () => {
      const order = v1(recipient.url, { expirationTime: '2020-01-01T00:00:00Z' });
      await orchestrator.post('/jobs', order);
      await ended(order.id);
      expect(recipient.calls).toHaveLength(1);
    });

    it('again what failed, until it succeeds', async () => {
      let times = 0;
      status = () => Promise.resolve((times += 1) < 3 ? 500 : 204);
      const order = v1(recipient.url, { expirationTime: soon() });
      await orchestrator.post('/jobs', order);
      await ended(order.id);
      expect(await found(order.id)).toMatchObject({ status: 'EXECUTED', retries: 2, exceptionMessage: null });
      expect(recipient.calls).toHaveLength(3);
    });

    it('no more what fails for too long, which is a dead letter then', async () => {
      status = 404;
      const order = v1(recipient.url, { expirationTime: soon(), processInstanceId: 'mine' });
      await orchestrator.post('/jobs', order);
      await ended(order.id);
      expect(await found(order.id)).toMatchObject({ status: 'ERROR' });
      const { deadLetters } = await bodyOf(
        await orchestrator.get('/management/dead-letters?kind=job&instanceId=mine'),
      );
      expect(deadLetters).toMatchObject([{ kind: 'job', type: 'job', instanceId: 'mine' }]);
      const [{ id }] = deadLetters as [{ id: string }];
      expect(await bodyOf(await orchestrator.get(`/management/dead-letters/${id}`))).toMatchObject({
        job: { id: order.id, status: 'ERROR' },
      });
      status = 200;
      await orchestrator.post(`/management/dead-letters/${id}/replay`, '');
      await eventually(async () => expect(await found(order.id)).toMatchObject({ status: 'EXECUTED' }));
    });

    it('nothing that the rules about outgoing calls forbid', async () => {
      const order = v1(recipient.url, {
        expirationTime: soon(),
        callbackEndpoint: 'http://169.254.169.254/',
      });
      await orchestrator.post('/jobs', order);
      await ended(order.id);
      expect(await found(order.id)).toMatchObject({
        status: 'ERROR',
        exceptionMessage: expect.stringContaining('not allowed') as string,
      });
    });
  });

  describe('a job that is being called', () => {
    let answers: (status: number) => void = () => undefined;
    beforeEach(() => {
      status = () => new Promise((resolve) => (answers = resolve));
    });
    afterEach(() => answers(200));

    const called = async (parts: object = {}) => {
      const order = v1(recipient.url, { expirationTime: soon(), ...parts });
      await orchestrator.post('/jobs', order);
      await eventually(() => expect(recipient.calls).toHaveLength(1));
      return order.id;
    };

    it('is cancelled once the call has failed', async () => {
      const id = await called();
      const answer = orchestrator.send('DELETE', `/jobs/${id}`);
      answers(500);
      expect(await bodyOf(await answer)).toMatchObject({ id, status: 'CANCELED' });
      expect(recipient.calls).toHaveLength(1);
    });

    it('can no longer be cancelled when the call succeeds', async () => {
      const id = await called();
      const answer = orchestrator.send('DELETE', `/jobs/${id}`);
      answers(200);
      expect((await answer).status).toBe(404);
      expect(await found(id)).toMatchObject({ status: 'EXECUTED' });
    });

    it('loses its further repetitions', async () => {
      const id = await called({ repeatInterval: 1, repeatLimit: 5 });
      const answer = orchestrator.send('DELETE', `/jobs/${id}`);
      answers(200);
      expect(await bodyOf(await answer)).toMatchObject({ status: 'CANCELED', executionCounter: 1 });
      expect(recipient.calls).toHaveLength(1);
    });

    it('is given up when nobody answers', async () => {
      const id = await called();
      expect(await bodyOf(await orchestrator.send('DELETE', `/jobs/${id}`))).toMatchObject({
        status: 'CANCELED',
      });
      expect(recipient.calls).toHaveLength(1);
    });

    it('is moved once the call is over', async () => {
      const id = await called();
      const answer = orchestrator.send('PATCH', `/jobs/${id}`, { expirationTime: LATER });
      answers(500);
      expect(await bodyOf(await answer)).toMatchObject({ status: 'SCHEDULED', retries: 0 });
    });
  });
});

describe('a Data Index elsewhere', () => {
  let index: TestRecipient;
  let recipient: TestRecipient;
  let orchestrator: TestOrchestrator;
  beforeAll(async () => {
    index = await startRecipient(() => 202);
    recipient = await startRecipient();
    orchestrator = await openTestOrchestrator({}, {}, { 'kogito.data-index.url': index.url });
  });
  afterAll(async () => {
    await orchestrator.close();
    await recipient.close();
    await index.close();
  });

  it('is told of every change of a job', async () => {
    const id = 'told';
    const expirationTime = new Date(Date.now() + 10).toISOString();
    await orchestrator.post('/jobs', { id, expirationTime, callbackEndpoint: recipient.url, processId: 'p' });
    await eventually(() => expect(index.calls).toHaveLength(2));
    expect(index.calls).toMatchObject([
      {
        path: '/jobs',
        headers: {
          'ce-type': 'JobEvent',
          'ce-source': 'http://orchestrator.test/jobs',
          'ce-partitionkey': id,
        },
      },
      { path: '/jobs' },
    ]);
    expect(index.calls.map(({ body }) => JSON.parse(body) as object)).toMatchObject([
      { id, status: 'SCHEDULED', expirationTime, processId: 'p', executionCounter: 0 },
      { id, status: 'EXECUTED', executionCounter: 1 },
    ]);
  });
});
