import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

describe('runs of other runtimes', { timeout: 60_000 }, () => {
  let orchestrator: TestOrchestrator;
  let origin = '';
  let answer = { status: 200, body: 'done' };
  const received: string[] = [];
  const runtime = createServer((request, response) => {
    void text(request).then((body) => {
      const { method, url, headers } = request;
      received.push([method, url, headers.authorization ?? '-', body].join(' ').trimEnd());
      response.writeHead(answer.status).end(answer.body);
    });
  });
  let count = 0;
  const events = { 'content-type': 'application/cloudevents+json' };
  /** An event with these data, from the runtime. */
  const eventOf = (type: string, data: object, attributes: object = {}) => ({
    specversion: '1.0',
    id: `event ${++count}`,
    source: `${origin}/orders`,
    type,
    time: new Date(count).toISOString(),
    kogitoprocinstanceid: 'run',
    kogitoprocid: 'orders',
    kogitoprocversion: '1.0',
    ...attributes,
    data,
  });
  const posted = async (path: string, event: object, headers = events): Promise<number> =>
    (await orchestrator.post(path, event, headers)).status;
  const mutated = async (mutation: string): Promise<unknown> => {
    const headers = { 'content-type': 'application/json', authorization: 'Bearer mine' };
    const response = await orchestrator.post('/graphql', { query: `mutation { ${mutation} }` }, headers);
    const { data, errors } = (await response.json()) as {
      data: Record<string, unknown>;
      errors?: { message: string }[];
    };
    return errors?.[0]?.message ?? Object.values(data)[0];
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => runtime.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(runtime.address() as AddressInfo).port}`;
    orchestrator = await openTestOrchestrator({});
    const definition = {
      id: 'orders',
      version: '1.0',
      name: 'Orders',
      endpoint: `${origin}/orders`,
      source: '{}',
    };
    const state = { eventType: 1, state: 1, processName: 'Orders' };
    const node = { eventType: 1, nodeInstanceId: 'n', nodeName: 'Wait', nodeType: 'EventNode' };
    const variable = { variableName: 'workflowdata', variableValue: { a: 1 } };
    const job = {
      id: 'job',
      processInstanceId: 'run',
      status: 'SCHEDULED',
      expirationTime: '2030-01-01T00:00:00Z',
    };
    const task = { userTaskName: 'Approve', state: 'Ready', externalReferenceId: 'x' };
    const note = { commentId: 'c', commentContent: 'hello', eventUser: 'ana', eventDate: 0 };
    const ofTask = { kogitousertaskiid: 'task' };
    expect([
      await posted('/definitions', eventOf('ProcessDefinitionEvent', definition)),
      await posted('/data-index/processes', eventOf('ProcessInstanceStateDataEvent', state)),
      await posted(
        '/processes',
        eventOf('MultipleProcessInstanceDataEvent', [
          eventOf('ProcessInstanceNodeDataEvent', node),
          eventOf('ProcessInstanceVariableDataEvent', variable),
        ]),
      ),
      await posted('/jobs', eventOf('JobEvent', job, { source: `${origin}/jobs` })),
      await posted('/tasks', eventOf('UserTaskInstanceStateDataEvent', task, ofTask)),
      await posted('/data-index/tasks', eventOf('UserTaskInstanceCommentDataEvent', note, ofTask)),
    ]).toEqual([202, 202, 202, 202, 202, 202]);
  });
  afterAll(async () => {
    await orchestrator.close();
    runtime.closeAllConnections();
    runtime.close();
  });
  beforeEach(() => {
    received.length = 0;
    answer = { status: 200, body: 'done' };
  });

  it('are in the index with their definition, nodes, jobs and user tasks', async () => {
    const { data, errors } = await orchestrator.query(`{
      ProcessInstances { id state endpoint serviceUrl variables nodes { id name } timers { timerId } definition { name source } }
      Jobs { id status endpoint }
      UserTaskInstances { id name processInstanceId endpoint comments { id content updatedBy updatedAt } }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      ProcessInstances: [
        {
          id: 'run',
          state: 'ACTIVE',
          endpoint: `${origin}/orders`,
          serviceUrl: origin,
          variables: { workflowdata: { a: 1 } },
          nodes: [{ id: 'n', name: 'Wait' }],
          timers: [{ timerId: 'job' }],
          definition: { name: 'Orders', source: '{}' },
        },
      ],
      Jobs: [{ id: 'job', status: 'SCHEDULED', endpoint: `${origin}/jobs` }],
      UserTaskInstances: [
        {
          id: 'task',
          name: 'Approve',
          processInstanceId: 'run',
          endpoint: `${origin}/orders/run/Approve/x`,
          comments: [{ id: 'c', content: 'hello', updatedBy: 'ana', updatedAt: '1970-01-01T00:00:00Z' }],
        },
      ],
    });
    // Nobody was asked for it.
    expect(received).toEqual([]);
  });

  it.each([
    ['ProcessInstanceAbort(id: "run")', 'DELETE /management/processes/orders/instances/run Bearer mine'],
    [
      'ProcessInstanceRetry(id: "run")',
      'POST /management/processes/orders/instances/run/retrigger Bearer mine',
    ],
    ['ProcessInstanceSkip(id: "run")', 'POST /management/processes/orders/instances/run/skip Bearer mine'],
    ['ProcessInstanceUpdateVariables(id: "run", variables: "{}")', 'PUT /orders/run Bearer mine {}'],
    [
      'NodeInstanceTrigger(id: "run", nodeId: "3")',
      'POST /management/processes/orders/instances/run/nodes/3 Bearer mine',
    ],
    [
      'NodeInstanceRetrigger(id: "run", nodeInstanceId: "n")',
      'POST /management/processes/orders/instances/run/nodeInstances/n Bearer mine',
    ],
    [
      'NodeInstanceCancel(id: "run", nodeInstanceId: "n")',
      'DELETE /management/processes/orders/instances/run/nodeInstances/n Bearer mine',
    ],
    ['JobCancel(id: "job")', 'DELETE /jobs/job Bearer mine'],
    ['JobReschedule(id: "job", data: "{}")', 'PATCH /jobs/job Bearer mine {}'],
    [
      'UserTaskInstanceCommentUpdate(user: "ana", groups: ["g"], commentId: "c", comment: "x")',
      'PUT /usertasks/instance/task/comments/c?user=ana&group=g Bearer mine {"comment":"x"}',
    ],
    [
      'ExecuteAfter(completedInstanceId: "run", processId: "orders", processVersion: "1.0", input: {b: 2})',
      'POST /orders Bearer mine {"workflowdata":{"a":1},"b":2}',
    ],
  ])('are told %s by their runtime', async (mutation, request) => {
    expect(await mutated(mutation)).toBe('done');
    expect(received).toEqual([request]);
  });

  it('ask their runtime for the schema of a user task', async () => {
    answer = { status: 200, body: '{"type":"object"}' };
    const { data } = await orchestrator.query('{ UserTaskInstances { id schema(user: "ana") } }');
    expect(data?.UserTaskInstances).toEqual([{ id: 'task', schema: answer.body }]);
    expect(received).toEqual(['GET /orders/run/Approve/x/schema?user=ana -']);
  });

  it('tell what their runtime refuses, in the words of the original', async () => {
    answer = { status: 404, body: 'gone' };
    const message = await mutated('ProcessInstanceAbort(id: "run")');
    expect(message).toContain('FAILED: ABORT ProcessInstance with id: run errorCode:404');
    expect(message).toContain('errorStatus:Not Found errorMessage:gone');
    answer = { status: 200, body: '' };
    expect(await mutated('ProcessInstanceAbort(id: "run")')).toBe(
      'Successfully performed: ABORT ProcessInstance with id: run',
    );
  });

  it.each([
    ['an unknown type', eventOf('Other', {}), 400],
    [
      '\\u0000',
      eventOf('ProcessInstanceVariableDataEvent', { variableName: 'x', variableValue: '\u0000' }),
      400,
    ],
    ['a node without an id', eventOf('ProcessInstanceNodeDataEvent', { eventType: 1 }), 400],
  ])('are not touched by an event with %s', async (_what, event, status) => {
    expect(await posted('/processes', event)).toBe(status);
  });

  it('have no say in a job that was ordered here, whether they tell of its id before or after', async () => {
    const told = (id: string) =>
      posted('/jobs', eventOf('JobEvent', { id, status: 'SCHEDULED' }, { source: `${origin}/jobs` }));
    const order = { expirationTime: '2030-01-01T00:00:00Z', callbackEndpoint: `${origin}/called` };
    await told('before');
    for (const id of ['before', 'after'])
      expect((await orchestrator.post('/jobs', { id, priority: 0, ...order })).status).toBe(200);
    await told('after');
    for (const id of ['before', 'after']) {
      expect(await mutated(`JobCancel(id: "${id}")`)).toContain('CANCEL');
      expect((await orchestrator.get(`/jobs/${id}`)).status).toBe(404);
    }
    expect(received).toEqual([]);
    const { data } = await orchestrator.query('{ Jobs(where: {id: {equal: "after"}}) { status } }');
    expect(data?.Jobs).toEqual([{ status: 'CANCELED' }]);
  });

  it('are not started by what is no event', async () => {
    expect(await posted('/processes', { hello: 1 }, { 'content-type': 'text/plain' })).toBe(415);
    expect(await posted('/processes', { hello: 1 }, { 'content-type': 'application/json' })).toBe(400);
  });
});
