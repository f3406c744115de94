import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

const both = `
id: both
start: Both
events: [{name: go, type: go, source: ''}]
functions: [{name: note, type: expression, operation: '{noted: true}'}]
timeouts: {workflowExecTimeout: P1D}
states:
  - name: Both
    type: parallel
    branches:
      - {name: left, actions: [{name: wait, functionRef: note, sleep: {before: PT1H}}]}
      - {name: right, actions: [{name: later, functionRef: note, sleep: {before: PT2H}}, {name: last, functionRef: note}]}
    transition: Listen
  - {name: Listen, type: event, onEvents: [{eventRefs: [go]}], timeouts: {eventTimeout: PT3H}, transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;
const ask = `
id: ask
start: Ask
functions: [{name: get, type: custom, operation: 'rest:get:http://localhost:1/nothing'}]
states:
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: {refName: get, arguments: {q: .q}}}], transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;
/** Every answer that has a body of its own kind for nodes that are not there. */
const MISSING = 'unknown:9';

interface Item {
  readonly id: string;
  readonly name: string;
}

describe('management of nodes', () => {
  let orchestrator: TestOrchestrator;
  const body = async (response: Response) => (await response.json()) as Record<string, unknown>;
  const start = async (workflow: string, data: object = {}) => {
    const { id } = await body(await orchestrator.post(`/${workflow}`, data));
    return { id: String(id), path: `/management/processes/${workflow}/instances/${String(id)}` };
  };
  const list = async (path: string, name: string) => await (await orchestrator.get(`${path}/${name}`)).json();
  const active = async (path: string) => (await list(path, 'nodeInstances')) as Item[];
  const nodeOf = async (path: string, name: string) => {
    const item = (await active(path)).find((found) => found.name === name);
    if (!item) throw new Error(`The run is not in "${name}".`);
    return item.id;
  };
  const suspend = (id: string) => orchestrator.runtime.suspend(id);
  const text = async (response: Response) => `${response.status} ${await response.text()}`;

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator({ ...documents, 'both.sw.yaml': both, 'ask.sw.yaml': ask });
  });
  afterAll(() => orchestrator.close());

  it('lists what an instance waits for', async () => {
    const { path } = await start('both');
    const items = await active(path);
    expect(items.map(({ name }) => name)).toEqual(['wait', 'later']);
    const { id } = items[0] ?? { id: '' };
    expect(items[0]).toEqual({
      id,
      nodeInstanceId: id,
      nodeId: '/states/0/branches/0/actions/0',
      name: 'wait',
      state: 1,
      phase: 'active',
      phaseStatus: 'Ready',
      parameters: {},
      results: {},
    });
  });

  it('lists what has failed, with what it was given', async () => {
    const { path } = await start('ask', { q: 'where' });
    expect(await active(path)).toMatchObject([
      { name: 'ask', nodeId: '/states/0/actions/0', phaseStatus: 'Failed', parameters: { q: 'where' } },
    ]);
  });

  it('starts a node by its name or id', async () => {
    const { id, path } = await start('both');
    const byName = await orchestrator.send('POST', `${path}/nodes/Listen`);
    expect(byName.status).toBe(200);
    expect(await body(byName)).toEqual({ id, workflowdata: {} });
    expect((await active(path)).map(({ name }) => name)).toEqual(['Listen']);
    const byId = await orchestrator.send('POST', `${path}/nodes/${encodeURIComponent('/states/2')}`);
    expect(await body(byId)).toEqual({ id, workflowdata: { done: true } });
  });

  it('starts an action where the actions around it are run, and says where it is not', async () => {
    const { id, path } = await start('both');
    expect((await orchestrator.send('POST', `${path}/nodes/last`)).status).toBe(200);
    expect((await active(path)).map(({ name }) => name)).toEqual(['wait']);
    const refused = await orchestrator.send('POST', `${path}/nodes/last`);
    expect(refused.status).toBe(409);
    expect(await body(refused)).toMatchObject({ code: 'unreachable-node' });
    const { path: failed } = await start('ask');
    const again = await orchestrator.send('POST', `${failed}/nodes/ask`);
    expect(again.status).toBe(500);
    expect(await body(again)).toMatchObject({ failedNodeId: '/states/0/actions/0' });
    await suspend(id);
    const suspended = await orchestrator.send('POST', `${path}/nodes/Done`);
    expect([suspended.status, (await body(suspended)).code]).toEqual([409, 'wrong-state']);
  });

  it('begins the work of a node anew', async () => {
    const { id, path } = await start('both');
    const node = await nodeOf(path, 'wait');
    const again = await orchestrator.send('POST', `${path}/nodeInstances/${node}`);
    expect(again.status).toBe(200);
    expect(await body(again)).toEqual({ id, workflowdata: {} });
    expect(await nodeOf(path, 'wait')).not.toBe(node);
    expect((await orchestrator.send('POST', `${path}/nodeInstances/${node}`)).status).toBe(404);
    const { data } = await orchestrator.query(
      `{ProcessInstances(where: {id: {equal: "${id}"}}) {nodes {id name retrigger cancelType}}}`,
    );
    const instances = data?.['ProcessInstances'] as { nodes: { id: string }[] }[];
    expect(instances[0]?.nodes.filter((row) => row.id === node)).toMatchObject([{ cancelType: 'ABORTED' }]);
    expect(instances[0]?.nodes).toContainEqual(expect.objectContaining({ name: 'wait', retrigger: true }));
    await suspend(id);
    const suspended = await orchestrator.send('POST', `${path}/nodeInstances/${await nodeOf(path, 'wait')}`);
    expect([suspended.status, (await body(suspended)).code]).toEqual([409, 'wrong-state']);
  });

  it('repeats the failed node, and answers the error of the new failure', async () => {
    const { id, path } = await start('ask');
    const again = await orchestrator.send('POST', `${path}/nodeInstances/${await nodeOf(path, 'ask')}`);
    expect(again.status).toBe(500);
    expect(await body(again)).toMatchObject({ id, failedNodeId: '/states/0/actions/0' });
  });

  it('gives up a node with its path, and ends the instance with the last one', async () => {
    const { id, path } = await start('both');
    const cancelled = await orchestrator.send(
      'DELETE',
      `${path}/nodeInstances/${await nodeOf(path, 'wait')}`,
    );
    expect(cancelled.status).toBe(200);
    expect(await body(cancelled)).toEqual({ id, workflowdata: {} });
    expect((await active(path)).map(({ name }) => name)).toEqual(['later']);
    const node = await nodeOf(path, 'later');
    await suspend(id);
    const suspended = await orchestrator.send('DELETE', `${path}/nodeInstances/${node}`);
    expect([suspended.status, (await body(suspended)).code]).toEqual([409, 'wrong-state']);
    await orchestrator.runtime.resume(id);
    expect((await orchestrator.send('DELETE', `${path}/nodeInstances/${node}`)).status).toBe(200);
    expect(await orchestrator.runtime.instance(id)).toMatchObject({ state: 'COMPLETED', root: { data: {} } });
    expect(await text(await orchestrator.send('DELETE', `${path}/nodeInstances/${node}`))).toBe(
      `404 Process instance with id ${id} not found`,
    );
  });

  it('answers at once for clients that watch the run', async () => {
    const { path } = await start('ask');
    const prefer = { prefer: 'respond-async' };
    const node = await nodeOf(path, 'ask');
    const early = await orchestrator.send('POST', `${path}/nodeInstances/${node}`, undefined, prefer);
    expect(early.status).toBe(200);
  });

  it('lists timers of the run and of its nodes', async () => {
    const { id, path } = await start('both');
    const timers = (await list(path, 'timers')) as Record<string, string>[];
    const node = await nodeOf(path, 'wait');
    const wait = {
      processId: 'both',
      processInstanceId: id,
      nodeInstanceId: node,
      timerId: `${node}:wait`,
      description: expect.stringMatching(/^"wait" goes on at \d{4}-.*Z\.$/) as string,
    };
    expect(timers).toEqual([
      {
        processId: 'both',
        processInstanceId: id,
        timerId: `${id}:0:deadline`,
        description: expect.stringMatching(/^The time of the run is up at /) as string,
      },
      wait,
      expect.objectContaining({ description: expect.stringMatching(/^"later" goes on at /) as string }),
    ]);
    expect(await list(path, `nodeInstances/${node}/timers`)).toEqual([wait]);
    await orchestrator.send('POST', `${path}/nodes/Listen`);
    expect(await list(path, 'timers')).toMatchObject([
      { timerId: `${id}:0:deadline` },
      { description: expect.stringMatching(/^"Listen" stops waiting for events at /) as string },
    ]);
  });

  it('has no SLA due dates to move', async () => {
    const { path } = await start('both');
    for (const place of [path, `${path}/nodeInstances/${await nodeOf(path, 'wait')}`]) {
      const response = await orchestrator.send('PATCH', `${place}/sla`, {
        expirationTime: '2030-01-01T00:00:00Z',
      });
      expect(response.status).toBe(409);
      expect(await body(response)).toMatchObject({ code: 'no-sla' });
    }
  });

  it('has no callback for a job service, since it fires its timers itself', async () => {
    const { id } = await start('both');
    const response = await orchestrator.send('POST', `/management/jobs/both/instances/${id}/timers/x`, {});
    expect(response.status).toBe(404);
  });

  it.each([
    ['GET', 'nodeInstances'],
    ['GET', 'timers'],
    ['GET', `nodeInstances/${MISSING}/timers`],
    ['POST', 'nodes/Done'],
    ['POST', `nodeInstances/${MISSING}`],
    ['DELETE', `nodeInstances/${MISSING}`],
    ['PATCH', 'sla'],
    ['PATCH', `nodeInstances/${MISSING}/sla`],
  ])('answers %s …/%s of an instance that is not there in plain text', async (method, rest) => {
    const { id: ended } = await start('two');
    const { id: other } = await start('nap');
    for (const id of [ended, other, 'none']) {
      const response = await orchestrator.send(method, `/management/processes/two/instances/${id}/${rest}`);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
      expect(await text(response)).toBe(`404 Process instance with id ${id} not found`);
    }
  });

  it.each([
    ['GET', `nodeInstances/${MISSING}/timers`, { nodeInstanceId: MISSING }],
    ['POST', 'nodes/Nowhere', { nodeId: 'Nowhere' }],
    ['POST', `nodeInstances/${MISSING}`, { nodeInstanceId: MISSING }],
    ['DELETE', `nodeInstances/${MISSING}`, { nodeInstanceId: MISSING }],
    ['PATCH', `nodeInstances/${MISSING}/sla`, { nodeInstanceId: MISSING }],
  ])('answers %s …/%s of a node that is not there with its name', async (method, rest, named) => {
    const { id, path } = await start('nap');
    const response = await orchestrator.send(method, `${path}/${rest}`);
    expect(response.status).toBe(404);
    expect(await body(response)).toEqual({
      processInstanceId: id,
      ...named,
      message: expect.stringMatching(/not found/) as string,
    });
  });
});
