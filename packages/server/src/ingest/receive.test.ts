import { gzipSync } from 'node:zlib';
import type { LifecycleEvent, Store } from '@orchestrator/store';
import { describe, expect, it } from 'vitest';
import { HttpProblem } from '../http/problem.js';
import { bringsEvents, receiveLifecycle } from './receive.js';
import type { ChannelName } from './receive.js';

const attributes = {
  specversion: '1.0',
  id: 'e1',
  source: 'http://other:8080/orders',
  type: 'ProcessInstanceStateDataEvent',
  time: '2026-01-10T09:00:00.5Z',
  kogitoprocinstanceid: 'run',
  kogitoprocid: 'orders',
  kogitoprocversion: '1.0',
  kogitoaddons: 'one, two,',
};
const data = {
  eventDate: '2026-01-10T10:00:00+0100',
  eventType: 1,
  state: 1,
  eventUser: 'ana',
  somethingNew: {},
};
const state = { ...attributes, data };
const time = Date.UTC(2026, 0, 10, 9);

/** What the store is given for these requests, and the status. */
async function taken(
  channel: ChannelName,
  body: unknown,
  headers: Record<string, string> = { 'content-type': 'application/cloudevents+json' },
): Promise<readonly LifecycleEvent[]> {
  const batches: (readonly LifecycleEvent[])[] = [];
  const store = {
    ingest: {
      take: (events: readonly LifecycleEvent[]) => {
        batches.push(events);
        return Promise.resolve();
      },
    },
  } as unknown as Store;
  const request = new Request(`http://x/${channel}`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const answer = await receiveLifecycle(store, channel, request);
  expect(answer.status).toBe(202);
  expect(batches).toHaveLength(1);
  return batches.flat();
}

async function refused(
  channel: ChannelName,
  body: unknown,
  headers?: Record<string, string>,
): Promise<HttpProblem> {
  const error: unknown = await taken(channel, body, headers).catch((thrown: unknown) => thrown);
  if (error instanceof HttpProblem) return error;
  throw new Error(`not refused: ${String(error)}`);
}

describe('lifecycle events over HTTP', () => {
  it('are read in structured mode, and what is unknown is ignored', async () => {
    expect(await taken('processes', state)).toEqual([
      {
        source: 'http://other:8080/orders',
        id: 'e1',
        time: time + 500,
        kind: 'state',
        instance: { id: 'run', workflowId: 'orders', version: '1.0' },
        change: 'started',
        at: time,
        user: 'ana',
        state: 1,
        processName: null,
        businessKey: null,
        parentInstanceId: null,
        rootInstanceId: null,
        rootWorkflowId: null,
        roles: [],
        addons: ['one', 'two'],
        slaDueAt: null,
        cloudEventId: null,
        cloudEventSource: null,
      },
    ]);
  });

  it('are read in binary mode', async () => {
    const headers = Object.entries(attributes).map(([name, value]) => [`ce-${name}`, value] as const);
    const binary = { ...Object.fromEntries(headers), 'content-type': 'application/json' };
    expect(await taken('processes', data, binary)).toEqual(await taken('processes', state));
  });

  it('are read in batches and in groups, which are one transaction', async () => {
    const second = { ...state, id: 'e2' };
    const ids = (events: readonly LifecycleEvent[]) => events.map(({ id }) => id);
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    expect(ids(await taken('processes', [state, second], batch))).toEqual(['e1', 'e2']);
    const members = [{ ...state, extensionAttributes: { a: 1 }, subject: null }, second];
    const group = { ...attributes, id: 'g', type: 'MultipleProcessInstanceDataEvent', data: members };
    expect(ids(await taken('processes', group))).toEqual(['e1', 'e2']);
    const packed = gzipSync(JSON.stringify(members)).toString('base64');
    const compressed = { ...group, data: undefined, data_base64: packed, compressdata: true };
    const octets = { ...compressed, datacontenttype: 'application/octet-stream' };
    expect(ids(await taken('processes', octets))).toEqual(['e1', 'e2']);
  });

  it('are unpacked up to a size that their groups have together', async () => {
    const packed = gzipSync(JSON.stringify([state]).padEnd(30_000_000)).toString('base64');
    const group = (id: string) => ({
      ...attributes,
      id,
      type: 'MultipleProcessInstanceDataEvent',
      data: packed,
      compressdata: true,
    });
    const batch = { 'content-type': 'application/cloudevents-batch+json' };
    expect(await taken('processes', [group('1')], batch)).toHaveLength(1);
    const problem = await refused('processes', [group('1'), group('2')], batch);
    expect(problem).toMatchObject({ status: 413, code: 'too-large' });
  });

  it('are ordered by their time down to the microsecond, and show it down to the millisecond', async () => {
    const timed = { ...state, time: '2026-01-10T09:00:00.123456Z' };
    const dated = { ...data, eventDate: '2026-01-10T10:00:00.000999+0100' };
    const [event] = await taken('processes', { ...timed, data: dated });
    expect(event).toMatchObject({ at: time });
    expect(event?.time).toBeCloseTo(time + 123.456, 3);
    const bare = { ...attributes, time: undefined };
    expect((await taken('processes', { ...bare, data: dated }))[0]?.time).toBeCloseTo(time + 0.999, 3);
  });

  it('about a task whose name cannot be written in an address leave it to the store to refuse them', async () => {
    const task = { ...attributes, kogitousertaskiid: 't', type: 'UserTaskInstanceStateDataEvent' };
    expect(await taken('tasks', { ...task, data: { userTaskName: 'a\ud800' } })).toMatchObject([
      { name: 'a\ud800', endpoint: 'http://other:8080/orders/run/a%EF%BF%BD/t' },
    ]);
  });

  it('give dates as text without offset, as text with a zone, or as milliseconds', async () => {
    for (const date of ['2026-01-10T09:00:00', '2026-01-10T10:00:00+01:00[Europe/Berlin]', time]) {
      const [event] = await taken('processes', { ...state, data: { ...data, eventDate: date } });
      expect(event).toMatchObject({ at: time });
    }
  });

  it('take the date of their data for their time where they have none, and their own ids from it', async () => {
    const bare = { specversion: '1.0', id: 'e', source: '', type: 'ProcessInstanceNodeDataEvent' };
    const node = {
      processInstanceId: 'run',
      processId: 'orders',
      nodeInstanceId: 'n',
      eventDate: time,
      eventType: 5,
    };
    expect(await taken('processes', { ...bare, data: node })).toMatchObject([
      { time, kind: 'node', change: 'obsolete', instance: { id: 'run', workflowId: 'orders' }, node: 'n' },
    ]);
  });

  it('split the name of a variable, and find arguments of nodes in either place', async () => {
    const variable = { ...attributes, type: 'ProcessInstanceVariableDataEvent' };
    expect(
      await taken('processes', { ...variable, data: { variableName: 'a.b', variableValue: [1] } }),
    ).toMatchObject([{ kind: 'variable', path: ['a', 'b'], value: [1] }]);
    const node = { ...attributes, type: 'ProcessInstanceNodeDataEvent' };
    const entered = {
      eventType: 1,
      nodeInstanceId: 'n',
      inputParameters: { a: 1 },
      data: { outputParameters: 2 },
    };
    expect(await taken('processes', { ...node, data: entered })).toMatchObject([
      { input: { a: 1 }, output: 2 },
    ]);
  });

  it('tell of definitions, also without nodes', async () => {
    const event = { ...attributes, type: 'ProcessDefinitionEvent' };
    const nodes = [{ id: 1, name: 'Start', metadata: { state: 'A', n: 2, gone: null } }];
    const definition = { id: 'orders', version: '1.0', metadata: { a: 1 }, source: 'id: orders', nodes };
    expect(await taken('definitions', { ...event, data: definition })).toMatchObject([
      {
        kind: 'definition',
        workflowId: 'orders',
        text: 'id: orders',
        nodes: [{ id: '1', uniqueId: '1', type: '', metadata: { UniqueId: '1', state: 'A', n: '2' } }],
      },
    ]);
    expect(await taken('definitions', { ...event, data: { ...definition, nodes: null } })).toMatchObject([
      { nodes: [] },
    ]);
  });

  it('tell of jobs and user tasks', async () => {
    const job = {
      id: 'j',
      status: 'RETRY',
      expirationTime: '2026-01-10T09:00:00Z',
      retries: 2,
      priority: '1',
    };
    expect(await taken('jobs', { ...attributes, type: 'JobEvent', data: job })).toMatchObject([
      {
        kind: 'job',
        job: 'j',
        status: 'RETRY',
        expiresAt: time,
        retries: 2,
        priority: 1,
        updatedAt: time + 500,
      },
    ]);
    const task = { ...attributes, kogitousertaskiid: 't' };
    const done = {
      userTaskName: 'A b',
      eventType: 'Completed',
      state: 'Completed',
      externalReferenceId: 'x',
    };
    expect(
      await taken('tasks', { ...task, type: 'UserTaskInstanceStateDataEvent', data: done }),
    ).toMatchObject([{ task: 't', over: true, endpoint: 'http://other:8080/orders/run/A%20b/x' }]);
    const comment = { commentId: 'c', commentContent: 'hi', eventType: 3, eventUser: 'ana' };
    expect(
      await taken('tasks', { ...task, type: 'UserTaskInstanceCommentDataEvent', data: comment }),
    ).toMatchObject([{ list: 'comments', note: 'c', removed: true }]);
  });

  it('that are kept nowhere are accepted', async () => {
    expect(
      await taken('processes', { ...attributes, type: 'ProcessInstanceSLADataEvent', data: {} }),
    ).toEqual([]);
  });

  it.each([
    ['of an unknown type', { ...state, type: 'Other' }, 400, 'unknown-event-type'],
    ['of another path', { ...state, type: 'JobEvent' }, 400, 'unknown-event-type'],
    ['without data', attributes, 400, 'bad-event'],
    ['without a run', { ...state, kogitoprocinstanceid: null }, 400, 'bad-event'],
    ['with a broken date', { ...state, data: { ...data, eventDate: 'soon' } }, 400, 'bad-event'],
    ['with an unknown state', { ...state, data: { ...data, state: 9 } }, 400, 'bad-event'],
    [
      'in a binary group',
      { ...state, type: 'MultipleProcessInstanceDataEvent', data: 'AAECAw==' },
      415,
      'binary-group',
    ],
    [
      'in a group that is no gzip',
      { ...state, type: 'MultipleProcessInstanceDataEvent', data: 'AAECAw==', compressdata: true },
      400,
      'bad-event',
    ],
    [
      'of too many in a group',
      { ...state, type: 'MultipleProcessInstanceDataEvent', data: Array(1_001).fill(state) },
      413,
      'too-large',
    ],
  ])('are refused %s', async (_what, event, status, code) => {
    expect(await refused('processes', event)).toMatchObject({ status, code });
  });

  it('are refused as plain text, so that no page of another origin can send them', async () => {
    expect((await refused('processes', state, { 'content-type': 'text/plain' })).status).toBe(415);
  });

  it('differ from jobs by how they are sent', () => {
    const request = (headers: Record<string, string>) =>
      new Request('http://x/jobs', { method: 'POST', headers });
    expect(bringsEvents(request({ 'content-type': 'application/cloudevents+json' }))).toBe(true);
    expect(bringsEvents(request({ 'content-type': 'application/json', 'ce-type': 'JobEvent' }))).toBe(true);
    expect(bringsEvents(request({ 'content-type': 'application/json' }))).toBe(false);
  });
});
