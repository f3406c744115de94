import type { Instance } from '@orchestrator/engine';
import { beforeEach, expect, it } from 'vitest';
import type { Change } from '../store.js';
import { callOf, changeOf, definitionOf, enteredOf, eventOf, instanceOf, past } from './changes.fixture.js';
import { endOf, jobOf, nodeOf, retriggerOf, stateOf, taskStateOf } from './lifecycle-events.fixture.js';
import type { OpenedStore } from './opened-store.fixture.js';

const day = 86_400_000;
const all = { age: day, limit: 100 };

/** Which runs go when they are old, on every database below the store. */
export function retentionSuite(opened: () => OpenedStore): void {
  const store = (): OpenedStore['store'] => opened().store;
  const ended = (id: string, overrides: Partial<Instance> = {}, parts: Partial<Change> = {}): Change =>
    changeOf(instanceOf(id, 1, { state: 'COMPLETED', endedAt: past + 1, ...overrides }), parts);
  const childOf = (instanceId: string, rootInstanceId = instanceId): Partial<Instance> => ({
    parent: { instanceId, child: 'x', rootInstanceId, rootWorkflowId: 'greeting' },
  });
  const expired = async (): Promise<readonly string[]> => (await store().retention.look(all)).instanceIds;

  beforeEach(async () => {
    await opened().reset();
    await store().saveDefinition(definitionOf('greeting'));
  });

  it('finds runs that completed or were aborted long ago, and no others', async () => {
    const now = Date.now();
    await store().commit([
      ended('completed'),
      ended('aborted', { state: 'ABORTED' }),
      ended('late', { endedAt: now }),
      changeOf(instanceOf('failed', 1, { state: 'ERROR' })),
      changeOf(instanceOf('alive', 1)),
      ended('calling', {}, { effects: [callOf('calling:1', 1, { detached: true })] }),
      ended('sending', {}, { effects: [{ type: 'publish', node: 'sending:0', event: eventOf('1') }] }),
    ]);
    expect(await expired()).toEqual(['aborted', 'completed']);
    expect((await store().retention.look({ ...all, age: now })).instanceIds).toEqual([]);
  });

  it('keeps what another run started as long as that one or the outermost one', async () => {
    await store().commit([
      changeOf(instanceOf('living root', 1)),
      ended('parent', childOf('living root')),
      ended('child', childOf('parent', 'living root')),
      ended('old root'),
      ended('old child', childOf('old root')),
      ended('orphan', childOf('gone')),
    ]);
    expect(await expired()).toEqual(['old child', 'old root', 'orphan']);
  });

  it('goes on where it looked last, past runs that live, until all were looked at', async () => {
    const ids = ['a', 'b', 'c', 'd', 'e'];
    await store().commit(
      ids.map((id, n) =>
        // Several with the same start.
        ended(id, { startedAt: past + Math.floor(n / 3), state: id === 'b' ? 'ACTIVE' : 'COMPLETED' }),
      ),
    );
    const first = await store().retention.look({ ...all, limit: 2 });
    expect(first.instanceIds).toEqual(['a']);
    const second = await store().retention.look({
      ...all,
      limit: 2,
      ...(first.next && { after: first.next }),
    });
    expect(second.instanceIds).toEqual(['c', 'd']);
    const third = await store().retention.look({
      ...all,
      limit: 2,
      ...(second.next && { after: second.next }),
    });
    expect(third).toEqual({ instanceIds: ['e'] });
  });

  it('removes runs with all their rows, only such that have ended, and nothing of others', async () => {
    const trace = (id: string): Partial<Change> => ({ trace: [enteredOf(`${id}:1`)] });
    await store().commit([
      ended('a', {}, trace('a')),
      ended('b', {}, trace('b')),
      changeOf(instanceOf('alive', 1), trace('alive')),
    ]);
    // As earlier releases left it.
    await opened().database.query({
      text: `insert into orchestrator.node_instance (instance_id, node, task, name, type, entered_at)
        values ('a', 2, 'greet', 'Greet', 'ActionNode', now())`,
    });
    expect((await store().index.nodes(['a'])).get('a')).toHaveLength(2);
    expect(await store().retention.remove(['a', 'alive', 'nobody'])).toBe(1);
    expect(await store().load('a')).toBeUndefined();
    expect(await store().load('alive')).toBeDefined();
    const nodes = await store().index.nodes(['a', 'b', 'alive']);
    expect(['a', 'b', 'alive'].map((id) => nodes.get(id)?.length)).toEqual([0, 1, 1]);
  });

  it('removes each run once when several processes remove the same', async () => {
    const ids = Array.from({ length: 50 }, (_, n) => `run ${n}`);
    await store().commit(ids.map((id) => ended(id)));
    const counts = await Promise.all([1, 2, 3, 4].map(() => store().retention.remove(ids)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(50);
    expect(await expired()).toEqual([]);
  });

  it('finds runs of other runtimes that ended long ago, and keeps them as long as what started them', async () => {
    const now = Date.now();
    await store().ingest.take([
      endOf('old', past),
      endOf('aborted', past + 1, 3),
      endOf('late', now),
      stateOf('alive', past),
      endOf('again', past),
      retriggerOf('again', past + 1),
      { ...endOf('child', past), parentInstanceId: 'alive' },
      { ...endOf('child of own', past), rootInstanceId: 'own' },
      { ...endOf('orphan', past + 2), parentInstanceId: 'gone' },
    ]);
    await store().commit([changeOf(instanceOf('own', 1))]);
    expect(await store().retention.lookIngested(all)).toEqual(['old', 'aborted', 'orphan']);
    expect(await store().retention.lookIngested({ ...all, limit: 2 })).toEqual(['old', 'aborted']);
    expect(await expired()).toEqual([]);
  });

  it('removes runs of other runtimes with their nodes, jobs and tasks, only such that have ended', async () => {
    const told = (id: string) => [
      nodeOf(id, 'n', past),
      jobOf(`job of ${id}`, past, { instanceId: id }),
      taskStateOf(`task of ${id}`, past, { instanceId: id }),
    ];
    await store().ingest.take([endOf('a', past), ...told('a'), stateOf('alive', past), ...told('alive')]);
    expect(await store().retention.removeIngested(['a', 'alive', 'nobody'])).toBe(1);
    const left = await opened().database.query({
      text: `select (select count(*)::int from orchestrator.any_instance) as runs,
        (select count(*)::int from orchestrator.ingested_node) as nodes,
        (select count(*)::int from orchestrator.ingested_job) as jobs,
        (select count(*)::int from orchestrator.ingested_task) as tasks`,
    });
    expect(left).toEqual([{ runs: 1, nodes: 1, jobs: 1, tasks: 1 }]);
  });

  it('removes jobs and tasks of other runtimes that ended long ago, unless their run is known', async () => {
    const now = Date.now();
    const over = { status: 'EXECUTED', instanceId: 'gone' };
    const done = { over: true, instanceId: 'gone' };
    await store().ingest.take([
      stateOf('known', past),
      jobOf('old', past, over),
      jobOf('old of nobody', past, { ...over, instanceId: null }),
      jobOf('old of known', past, { ...over, instanceId: 'known' }),
      jobOf('late', now, over),
      jobOf('waiting', past, { ...over, status: 'SCHEDULED' }),
      taskStateOf('old', past, done),
      taskStateOf('old of known', past, { ...done, instanceId: 'known' }),
      taskStateOf('late', now, done),
      taskStateOf('open', past, { instanceId: 'gone' }),
    ]);
    expect(await store().retention.removeStrays({ ...all, limit: 1 })).toBe(2);
    expect(await store().retention.removeStrays(all)).toBe(1);
    expect(await store().retention.removeStrays(all)).toBe(0);
    const left = await opened().database.query({
      text: `select 'job ' || id as id from orchestrator.ingested_job
        union select 'task ' || id from orchestrator.ingested_task order by 1`,
    });
    expect(left.map(({ id }) => id)).toEqual([
      'job late',
      'job old of known',
      'job waiting',
      'task late',
      'task old of known',
      'task open',
    ]);
  });
}
