import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documents, openTestOrchestrator } from '../../orchestrator.fixture.js';
import type { TestOrchestrator } from '../../orchestrator.fixture.js';

const divide = `
id: divide
start: Divide
functions: [{name: divide, type: expression, operation: '{quotient: (.a / .b)}'}]
states:
  - {name: Divide, type: operation, actions: [{name: divide, functionRef: divide}], transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;
const branches = `
id: branches
start: Both
states:
  - name: Both
    type: parallel
    branches:
      - {name: left, actions: [{name: l, functionRef: f}]}
      - {name: right, actions: [{name: r, functionRef: f}]}
    end: true
functions: [{name: f, type: expression, operation: '{}'}]
`;

describe('management API', () => {
  let orchestrator: TestOrchestrator;
  const body = async (response: Response) => (await response.json()) as Record<string, unknown>;
  const start = async (path: string, data: object) =>
    String((await body(await orchestrator.post(path, data))).id);

  beforeAll(async () => {
    orchestrator = await openTestOrchestrator({
      ...documents,
      'divide.sw.yaml': divide,
      'branches.sw.yaml': branches,
    });
  });
  afterAll(() => orchestrator.close());

  it('lists the workflows', async () => {
    const ids = ['branches', 'divide', 'fail', 'greet', 'headers', 'nap', 'two'];
    expect(await body(await orchestrator.get('/management/processes'))).toEqual(ids);
    expect(await body(await orchestrator.get('/management/processes/'))).toEqual(ids);
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

  it('lists the nodes of a workflow with the state, branch and action that they belong to', async () => {
    const nodes = await body(await orchestrator.get('/management/processes/branches/nodes'));
    expect(nodes).toContainEqual({
      id: '/states/0/branches/1/actions/0',
      uniqueId: '/states/0/branches/1/actions/0',
      nodeDefinitionId: '/states/0/branches/1/actions/0',
      name: 'r',
      type: 'ActionNode',
      metadata: { UniqueId: '/states/0/branches/1/actions/0', state: 'Both', branch: 'right', action: 'r' },
    });
  });

  it('shows the files that a workflow consists of, and no other', async () => {
    expect(await (await orchestrator.get('/management/processes/greet/source')).text()).toBe(
      documents['greet/greet.sw.yaml'],
    );
    expect(await body(await orchestrator.get('/management/processes/greet/sources'))).toEqual([
      { uri: 'greet/greet.sw.yaml' },
      { uri: 'greet/in.json' },
    ]);
    const file = (uri: string) =>
      orchestrator.get(`/management/processes/sources?uri=${encodeURIComponent(uri)}`);
    expect(await (await file('greet/in.json')).text()).toBe(documents['greet/in.json']);
    expect((await file('../../etc/passwd')).status).toBe(404);
    expect((await file('')).status).toBe(404);
  });

  it('repeats the failed node with repaired data', async () => {
    const id = await start('/divide', { a: 2, b: 0 });
    const path = `/management/processes/divide/instances/${id}`;
    expect(await body(await orchestrator.get(`${path}/error`))).toMatchObject({
      id,
      failedNodeId: '/states/0/actions/0',
    });
    const again = await orchestrator.send('POST', `${path}/retrigger`);
    expect(again.status).toBe(400);
    expect(await body(again)).toMatchObject({ id, failedNodeId: '/states/0/actions/0' });
    await orchestrator.send('PATCH', `/divide/${id}`, { b: 1 });
    const repaired = await orchestrator.send('POST', `${path}/retrigger`);
    expect(repaired.status).toBe(200);
    expect(await body(repaired)).toEqual({ id, workflowdata: { a: 2, b: 1, quotient: 2, done: true } });
    expect((await orchestrator.send('POST', `${path}/retrigger`)).status).toBe(400);
  });

  it('leaves the failed node', async () => {
    const id = await start('/divide', { a: 2, b: 0 });
    const skipped = await orchestrator.send('POST', `/management/processes/divide/instances/${id}/skip`);
    expect(skipped.status).toBe(200);
    expect(await body(skipped)).toEqual({ id, workflowdata: { a: 2, b: 0, done: true } });
  });

  it('aborts a run once', async () => {
    const id = await start('/nap', {});
    const abort = () => orchestrator.send('DELETE', `/management/processes/nap/instances/${id}`);
    expect((await abort()).status).toBe(200);
    const again = await abort();
    expect(again.status).toBe(409);
    expect(await body(again)).toMatchObject({ code: 'already-ended' });
  });

  it('moves runs to the definition in force', async () => {
    const id = await start('/nap', {});
    const migrate = (target: object) =>
      orchestrator.send('POST', `/management/processes/nap/instances/${id}/migrate`, target);
    expect((await migrate({ targetProcessId: 'nap', targetProcessVersion: '1.0' })).status).toBe(200);
    expect((await migrate({ targetProcessId: 'nap', targetProcessVersion: '9' })).status).toBe(404);
    expect((await migrate({ targetProcessId: 'greet', targetProcessVersion: '2.0' })).status).toBe(400);
    const all = await orchestrator.send('POST', '/management/processes/nap/migrate', {
      targetProcessId: 'nap',
      targetProcessVersion: '1.0',
    });
    expect(await body(all)).toMatchObject({ numberOfProcessInstanceMigrated: 0 });
  });

  it('words its refusals as plain text', async () => {
    const id = await start('/nap', {});
    const text = async (path: string) => {
      const response = await orchestrator.get(`/management/processes${path}`);
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
      return `${response.status} ${await response.text()}`;
    };
    expect(await text('/none')).toBe('404 Process with id none not found');
    expect(await text('/none/instances/none/error')).toBe('404 Process with id none not found');
    expect(await text('/nap/instances/none/error')).toBe('404 Process instance with id none not found');
    expect(await text(`/nap/instances/${id}/error`)).toBe(
      `400 Process instance with id ${id} is not in error state`,
    );
  });
});
