import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openTestOrchestrator } from '../orchestrator.fixture.js';
import type { TestOrchestrator } from '../orchestrator.fixture.js';

interface Received {
  readonly path: string;
  readonly type: string;
  readonly attributes: Record<string, unknown>;
  readonly data: Record<string, unknown>;
}

const SUM = `
id: sum
name: Sums
version: '1.2'
start: Add
functions: [{name: add, type: expression, operation: '{sum: (.a + .b), list: [.a]}'}]
states:
  - {name: Add, type: operation, actions: [{name: add, functionRef: add}], transition: Wait}
  - {name: Wait, type: sleep, duration: PT0.01S, end: true}
`;
const FAIL = `
id: fail
start: Print
functions: [{name: f, type: expression, operation: 'error("out of paper")'}]
states: [{name: Print, type: operation, actions: [{functionRef: f}], end: true}]
`;

describe('a Data Index elsewhere', () => {
  const received: Received[] = [];
  let index: Server;
  let url = '';
  /** Answers that it does not take events before it takes them. */
  let refusals = 0;
  let orchestrator: TestOrchestrator | undefined;

  beforeEach(async () => {
    received.length = 0;
    refusals = 0;
    index = createServer((request, response) => {
      void json(request).then((body) => {
        refusals -= 1;
        if (refusals >= 0) return response.writeHead(503).end();
        const { type, data, ...attributes } = body as Received & Record<string, unknown>;
        received.push({ path: request.url ?? '', type, data, attributes });
        return response.writeHead(202).end();
      });
    });
    await new Promise<void>((resolve) => index.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(index.address() as AddressInfo).port}`;
  });
  afterEach(async () => {
    await orchestrator?.close();
    index.closeAllConnections();
    await new Promise((resolve) => index.close(resolve));
  });

  const open = async (settings: Record<string, string> = {}): Promise<TestOrchestrator> =>
    (orchestrator = await openTestOrchestrator(
      { 'sum.sw.yaml': SUM, 'fail.sw.yaml': FAIL },
      {},
      {
        'kogito.data-index.url': `${url}/`,
        'kogito.addon.messaging.outgoing.cloudEventMode': 'structured',
        ...settings,
      },
    ));
  const ofType = (type: string): Received[] => received.filter((event) => event.type === type);

  it('learns of workflows, and again of one that it did not take at first', async () => {
    refusals = 1;
    await open();
    await vi.waitFor(() => expect(ofType('ProcessDefinitionEvent')).toHaveLength(2), { timeout: 10_000 });
    expect(ofType('ProcessDefinitionEvent').find(({ data }) => data.id === 'sum')).toMatchObject({
      path: '/definitions',
      attributes: { source: 'http://orchestrator.test/sum', kogitoprocid: 'sum' },
      data: {
        name: 'Sums',
        version: '1.2',
        type: 'SW',
        endpoint: 'http://orchestrator.test/sum',
        source: SUM,
        nodes: [
          { name: 'add' },
          { name: 'Add', uniqueId: '/states/0' },
          { name: 'Wait' },
          { name: 'compensate' },
        ],
      },
    });
  });

  it('learns of every step of a run, in order', async () => {
    const { post } = await open();
    const response = await post('/sum?businessKey=k', { a: 1, b: 2 });
    const { id } = (await response.json()) as { id: string };
    await vi.waitFor(
      () => expect(ofType('ProcessInstanceStateDataEvent').map(({ data }) => data.eventType)).toEqual([1, 2]),
      { timeout: 10_000 },
    );
    const steps = received.filter(({ path }) => path === '/processes');
    for (const { attributes, data } of steps) {
      expect(attributes).toMatchObject({
        source: 'http://orchestrator.test/sum',
        kogitoprocinstanceid: id,
        kogitoprocid: 'sum',
        kogitobusinesskey: 'k',
      });
      expect(data).toMatchObject({ processId: 'sum', processVersion: '1.2', processInstanceId: id });
    }
    expect(steps.map(({ type, data }) => [type, data.nodeName ?? data.variableName ?? data.state])).toEqual([
      ['ProcessInstanceStateDataEvent', 1],
      ['ProcessInstanceNodeDataEvent', 'Add'],
      ['ProcessInstanceNodeDataEvent', 'add'],
      ['ProcessInstanceNodeDataEvent', 'add'],
      ['ProcessInstanceNodeDataEvent', 'Add'],
      ['ProcessInstanceNodeDataEvent', 'Wait'],
      ['ProcessInstanceVariableDataEvent', 'workflowdata'],
      ['ProcessInstanceNodeDataEvent', 'Wait'],
      ['ProcessInstanceStateDataEvent', 2],
    ]);
    expect(ofType('ProcessInstanceNodeDataEvent').map(({ data }) => data.eventType)).toEqual([
      1, 1, 2, 2, 1, 2,
    ]);
    expect(ofType('ProcessInstanceVariableDataEvent')[0]?.data.variableValue).toEqual({
      a: 1,
      b: 2,
      sum: 3,
      list: [1],
    });
  });

  it('learns of failures, and of changes by an operator, in one event for each step', async () => {
    const { post, send } = await open({ 'kogito.events.grouping': 'true' });
    const { id } = (await (await post('/fail', { a: 1 })).json()) as { id: string };
    await send('PATCH', `/fail/${id}`, { a: 2 });
    await send('DELETE', `/management/processes/fail/instances/${id}`);
    await vi.waitFor(() => expect(ofType('MultipleProcessInstanceDataEvent')).toHaveLength(3), {
      timeout: 10_000,
    });
    const groups = ofType('MultipleProcessInstanceDataEvent').map(
      ({ data }) => data as unknown as Received[],
    );
    expect(groups.flat().map(({ type, data }) => [type, data.eventType ?? data.variableName ?? ''])).toEqual([
      ['ProcessInstanceStateDataEvent', 1],
      ['ProcessInstanceNodeDataEvent', 1],
      ['ProcessInstanceNodeDataEvent', 1],
      ['ProcessInstanceNodeDataEvent', 6],
      ['ProcessInstanceVariableDataEvent', 'workflowdata'],
      ['ProcessInstanceErrorDataEvent', ''],
      ['ProcessInstanceStateDataEvent', 5],
      ['ProcessInstanceVariableDataEvent', 'workflowdata.a'],
      ['ProcessInstanceNodeDataEvent', 3],
      ['ProcessInstanceStateDataEvent', 2],
    ]);
    const error = groups.flat().find(({ type }) => type === 'ProcessInstanceErrorDataEvent');
    expect(error?.data.errorMessage).toContain('out of paper');
  });

  it('learns nothing when that is switched off', async () => {
    const { post } = await open({
      'kogito.events.processinstances.enabled': 'false',
      'kogito.events.processdefinitions.enabled': 'false',
      'mp.messaging.outgoing.kogito_outgoing_stream.url': url,
    });
    await post('/sum', { a: 1, b: 2 });
    await orchestrator?.close();
    orchestrator = undefined;
    expect(received).toEqual([]);
  });
});
