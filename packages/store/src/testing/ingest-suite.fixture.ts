import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { StoreDataError } from '../errors.js';
import type { LifecycleEvent } from '../ingest/lifecycle-event.js';
import { SqlStore } from '../sql-store.js';
import { changeOf, definitionOf, instanceOf } from './changes.fixture.js';
import {
  endOf,
  errorOf,
  jobOf,
  nodeOf,
  reportOf,
  retriggerOf,
  stateOf,
  taskHead,
  taskStateOf,
  variableOf,
} from './lifecycle-events.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

type Rows = readonly { readonly [column: string]: unknown }[];

/** What other runtimes tell, on every database below the store. */
export function ingestSuite(opened: () => OpenedStore): void {
  const ingest = () => opened().store.ingest;
  const rows = async (table: string): Promise<Rows> => {
    const found = await opened().database.query({
      text: `select to_json(t)::text as row from orchestrator.${table} t order by to_json(t)::text`,
    });
    return found.map(({ row }) => JSON.parse(String(row)) as Rows[number]);
  };
  const only = async (table: string): Promise<Rows[number]> => {
    const [row, ...others] = await rows(table);
    if (!row || others.length > 0) throw new Error(`${others.length} others`);
    return row;
  };
  const iso = (time: number): unknown =>
    expect.stringContaining(new Date(time).toISOString().slice(0, 19)) as unknown;

  beforeEach(() => opened().reset());

  describe('runs of other runtimes', () => {
    it('are what their events say', async () => {
      await ingest().take([
        stateOf('a', 1_000, { businessKey: 'BK', roles: ['r'], addons: ['x', 'y'], parentInstanceId: 'p' }),
        variableOf('a', 'initiatorEntity', 'user:default/ana', 1_001),
        variableOf('a', 'workflowdata', { n: 1, deep: { a: 1 } }, 1_002),
        variableOf('a', 'workflowdata.deep.b', 2, 1_003),
        nodeOf('a', 'n1', 2_000, { input: { q: 1 }, retrigger: false }),
        nodeOf('a', 'n1', 3_000, { change: 'exited', output: { r: 2 } }),
        endOf('a', 4_000),
      ]);
      expect(await only('any_instance')).toMatchObject({
        id: 'a',
        ingested: true,
        workflow_id: 'orders',
        version: '1.0',
        process_name: 'Orders',
        business_key: null,
        initiator_entity: 'user:default/ana',
        started_at: iso(1_000),
        ended_at: iso(4_000),
        updated_at: iso(4_000),
        state: 2,
        endpoint: 'http://other:8080/orders',
        created_by: 'ana',
        variables: { initiatorEntity: 'user:default/ana', workflowdata: { n: 1, deep: { a: 1, b: 2 } } },
      });
      expect(await only('any_node_instance')).toMatchObject({
        id: 'n1',
        instance_id: 'a',
        node: 1,
        entered_at: iso(2_000),
        exited_at: iso(3_000),
        retrigger: false,
        input: { q: 1 },
        output: { r: 2 },
        cancel_type: null,
      });
    });

    it('are the same whatever the order and the batches in which events come', async () => {
      const events: LifecycleEvent[] = [
        stateOf('a', 1_000, { businessKey: 'first' }),
        variableOf('a', 'workflowdata', { n: 1, m: 1 }, 1_500),
        nodeOf('a', 'n1', 2_000, { retrigger: false }),
        errorOf('a', 'n1', 'refused', 2_500),
        retriggerOf('a', 3_000),
        nodeOf('a', 'n2', 3_500, { retrigger: true }),
        variableOf('a', 'workflowdata', { n: 2 }, 3_600),
        nodeOf('a', 'n2', 3_700, { change: 'exited', output: 1 }),
        endOf('a', 4_000),
        stateOf('a', 5_000, { change: 'updated', businessKey: 'last' }),
      ];
      const told = async (order: readonly LifecycleEvent[], size: number): Promise<unknown> => {
        await opened().reset();
        for (let at = 0; at < order.length; at += size) await ingest().take(order.slice(at, at + size));
        const [run] = await rows('ingested_instance');
        const nodes = await rows('ingested_node');
        const { marks: _marks, revision: _revision, ...rest } = run ?? {};
        return { ...rest, nodes: nodes.map(({ marks: _node, position: _position, ...node }) => node) };
      };
      const expected = await told(events, events.length);
      expect(expected).toMatchObject({
        state: 2,
        error_message: null,
        business_key: 'last',
        variables: { workflowdata: { n: 2, m: 1 } },
      });
      const order = fc.shuffledSubarray(events, { minLength: events.length });
      await fc.assert(
        fc.asyncProperty(order, fc.integer({ min: 1, max: 4 }), async (shuffled, size) => {
          expect(await told(shuffled, size)).toEqual(expected);
        }),
        { numRuns: 12 },
      );
    }, 60_000);

    it('leave an end only by a retrigger that comes after it', async () => {
      await ingest().take([stateOf('a', 1_000), endOf('a', 2_000, 3)]);
      await ingest().take([stateOf('a', 3_000, { change: 'updated' }), errorOf('a', 'n', 'late', 3_500)]);
      expect(await only('any_instance')).toMatchObject({ state: 3 });
      await ingest().take([retriggerOf('a', 1_500)]);
      expect(await only('any_instance')).toMatchObject({ state: 3 });
      await ingest().take([retriggerOf('a', 4_000)]);
      expect(await only('any_instance')).toMatchObject({ state: 1, error_message: null });
    });

    it('take each event once, also when its batch brings others along', async () => {
      const first = variableOf('a', 'x', 1, 1_000);
      await ingest().take([stateOf('a', 900), first, first]);
      // The same time, so only the memory of the event tells the repetition.
      await ingest().take([variableOf('a', 'x', 2, 1_000)]);
      await ingest().take([first, variableOf('a', 'y', 3, 1_100)]);
      expect(await only('any_instance')).toMatchObject({ variables: { x: 2, y: 3 } });
    });

    it('are known by their events for a day, however many these were', async () => {
      await opened().database.query({
        text: `insert into orchestrator.ingested_event (source, event_id, ingested_at)
          select 'old', n::text, now() - interval '2 days' from generate_series(1, 10001) n`,
      });
      await new SqlStore(opened().database).ingest.take([stateOf('a', 1)]);
      await vi.waitFor(async () => expect(await rows('ingested_event')).toHaveLength(1), 30_000);
    });

    it('are ordered within a millisecond, and show whole ones', async () => {
      await ingest().take([stateOf('a', 1_000.75), variableOf('a', 'x', 'last', 1_000.5)]);
      await ingest().take([variableOf('a', 'x', 'first', 1_000.25)]);
      expect(await only('any_instance')).toMatchObject({ variables: { x: 'last' } });
      const [row] = await opened().database.query({
        text: `select (updated_at = to_timestamp(1))::text as whole from orchestrator.any_instance`,
      });
      expect(row).toEqual({ whole: 'true' });
    });

    it('have an endpoint before any event about their state', async () => {
      await ingest().take([nodeOf('a', 'n1', 1_000)]);
      expect(await only('any_instance')).toMatchObject({
        state: null,
        started_at: null,
        updated_at: iso(1_000),
        endpoint: 'http://other:8080/orders',
      });
    });

    it('give way to a run of our own with the same id', async () => {
      await opened().store.saveDefinition(definitionOf('greeting'));
      await opened().store.commit([changeOf(instanceOf('a', 1))]);
      await ingest().take([endOf('a', 1_000), nodeOf('a', 'n1', 1_000), stateOf('b', 1_000)]);
      expect((await rows('any_instance')).map(({ id, ingested }) => [id, ingested])).toEqual([
        ['a', false],
        ['b', true],
      ]);
      expect(await rows('ingested_node')).toEqual([]);
    });

    it.each([
      ['\\u0000', 'a\u0000b'],
      ['half a surrogate pair', 'a\ud800b'],
    ])('take nothing of a batch that holds %s, and all of those beside it', async (_what, text) => {
      const bad = ingest().take([stateOf('bad', 1), variableOf('bad', 'x', text, 2)]);
      const good = ingest().take([stateOf('good', 1)]);
      const other = ingest().take([variableOf('other', 'x', text, 2)]);
      await expect(bad).rejects.toThrow(StoreDataError);
      await expect(other).rejects.toThrow(StoreDataError);
      await good;
      expect((await rows('any_instance')).map(({ id }) => id)).toEqual(['good']);
      await ingest().take([stateOf('bad', 1)]);
    });

    it('lose nothing when two processes tell of the same runs at once', async () => {
      const stores = [opened().store, new SqlStore(opened().database)] as const;
      const sent = Array.from({ length: 40 }, (_, n) => {
        const events = ['a', 'b'].flatMap((id) => [
          variableOf(id, `v${n}`, n, 1_000 + n),
          nodeOf(id, `n${n}`, 1_000 + n),
        ]);
        const definition = reportOf(n, { metadata: { [`m${n}`]: n } });
        return stores[n % 2 === 0 ? 0 : 1].ingest.take([
          ...(n % 4 < 2 ? events : events.reverse()),
          definition,
          jobOf('j', n),
        ]);
      });
      await Promise.all(sent);
      const runs = await rows('any_instance');
      expect(runs.map(({ variables }) => Object.keys(variables as object).length)).toEqual([40, 40]);
      expect(await rows('ingested_node')).toHaveLength(80);
      const positions = (await rows('ingested_node')).filter((node) => node['instance_id'] === 'a');
      expect(new Set(positions.map(({ position }) => position)).size).toBe(40);
      const { metadata } = await only('ingested_definition');
      expect(Object.keys(metadata as object)).toHaveLength(40);
      expect(await only('ingested_job')).toMatchObject({ expires_at: iso(39) });
    });
  });

  describe('nodes of other runtimes', () => {
    it('show how they ended, and what an error said, also after others', async () => {
      await ingest().take([
        nodeOf('a', 'n1', 1_000, { change: 'updated' }),
        nodeOf('a', 'n1', 1_500, { change: 'exited' }),
        nodeOf('a', 'n2', 1_000),
        nodeOf('a', 'n2', 2_000, { change: 'obsolete' }),
        errorOf('a', 'n3', 'no', 3_000),
      ]);
      expect(await rows('any_node_instance')).toMatchObject([
        { id: 'n1', entered_at: iso(1_000), exited_at: iso(1_500), cancel_type: null },
        { id: 'n2', exited_at: null, cancel_type: 'OBSOLETE' },
        { id: 'n3', entered_at: null, cancel_type: 'ERROR', error_message: 'no' },
      ]);
    });
  });

  describe('definitions of other runtimes', () => {
    it('keep what a later event leaves out, and merge metadata', async () => {
      const nodes = [{ id: '1', name: 'Start' }];
      await ingest().take([
        reportOf(1_000, {
          name: 'Orders',
          annotations: ['x'],
          nodes,
          metadata: { owner: { team: 'a' }, tags: [1] },
        }),
        reportOf(2_000, { metadata: { status: 'unavailable', owner: { mail: 'b' }, tags: null } }),
        reportOf(500, { name: 'Old', description: 'Only here', metadata: { status: 'available' } }),
        reportOf(1_000, { version: '2.0' }),
      ]);
      expect(await rows('any_definition')).toMatchObject([
        {
          version: '1.0',
          name: 'Orders',
          description: 'Only here',
          annotations: ['x'],
          nodes,
          metadata: { owner: { team: 'a', mail: 'b' }, tags: [1], status: 'unavailable' },
          available: false,
          ingested: true,
        },
        { version: '2.0', available: true },
      ]);
    });

    it('are hidden by a published one of our own with the same id and version', async () => {
      await opened().store.saveDefinition(definitionOf('orders'));
      await ingest().take([reportOf(1_000), reportOf(1_000, { version: '2.0' })]);
      expect(await rows('any_definition')).toHaveLength(2);
      await opened().store.publishDefinition('hash-of-orders');
      expect((await rows('any_definition')).map(({ version, ingested }) => [version, ingested])).toEqual([
        ['1.0', false],
        ['2.0', true],
      ]);
    });
  });

  describe('jobs and user tasks of other services', () => {
    it('are what the newest event about a job says, but keep its workflow', async () => {
      await ingest().take([
        jobOf('j', 2_000, { status: 'RETRY', workflowId: null, exceptionMessage: 'timeout' }),
        jobOf('j', 1_000),
        jobOf('j', 1_500, { status: 'CANCELED' }),
      ]);
      expect(await only('ingested_job')).toMatchObject({
        status: 'RETRY',
        workflow_id: 'orders',
        exception_message: 'timeout',
        endpoint: 'http://other:8080/orders',
      });
    });

    it('give way to a job of our own with the same id, also when that is over', async () => {
      const order = { correlationId: '', priority: 0, callbackEndpoint: 'http://x', recipient: {} };
      for (const id of ['waiting', 'over'])
        await opened().store.jobs.create({ ...order, id, expirationTime: 4e12 });
      await opened().store.jobs.cancel('over');
      await ingest().take([jobOf('waiting', 1_000), jobOf('over', 1_000), jobOf('foreign', 1_000)]);
      expect(await only('ingested_job')).toMatchObject({ id: 'foreign' });
      expect(await rows('any_job')).toHaveLength(3);
    });

    it('show a task with its people, data, comments and attachments', async () => {
      const note = { kind: 'task-note', removed: false, name: null, user: 'bob', at: 5_000 } as const;
      const comment = { ...note, list: 'comments', note: 'c1' } as const;
      await ingest().take([
        taskStateOf('t', 1_000),
        { ...taskHead('t', 1_100), kind: 'task-assignment', role: 'potentialUsers', names: ['ana', 'bob'] },
        { ...taskHead('t', 1_200), kind: 'task-variable', direction: 'inputs', name: 'x', value: { y: 1 } },
        { ...taskHead('t', 1_300), ...comment, content: 'first' },
        { ...taskHead('t', 1_400), ...comment, content: 'second' },
        { ...taskHead('t', 1_350), ...comment, content: null, removed: true },
        {
          ...taskHead('t', 1_500),
          ...note,
          list: 'attachments',
          note: 'a1',
          name: 'file',
          content: 'http://f',
          user: null,
        },
        taskStateOf('t', 2_000, { state: 'Completed', over: true, actualOwner: 'bob' }),
      ]);
      expect(await only('ingested_task')).toMatchObject({
        started_at: iso(1_000),
        completed_at: iso(2_000),
        updated_at: iso(2_000),
        state: 'Completed',
        actual_owner: 'bob',
        potential_users: ['ana', 'bob'],
        inputs: { x: { y: 1 } },
        comments: [{ id: 'c1', content: 'second', updatedBy: 'bob', updatedAt: 5_000 }],
        attachments: [{ id: 'a1', name: 'file', content: 'http://f', updatedBy: 'unknown' }],
      });
      expect(await ingest().taskOf('comment', 'c1')).toMatchObject({ id: 't', instanceId: 'a' });
      expect(await ingest().taskOf('attachment', 'c1')).toBeUndefined();
      expect(await ingest().task('t')).toMatchObject({ name: 'Approve', workflowId: 'orders' });
    });
  });
}
