import { randomUUID } from 'node:crypto';
import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { startPostgres } from '@orchestrator/store/testing';
import type { TestPostgres } from '@orchestrator/store/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

/** Goes round until it is aborted, with expressions that use up a turn in a few steps. */
const noisy = `
id: noisy
start: Turn
states:
  - {name: Turn, type: inject, data: {}, stateDataFilter: {output: '{n: [range(50000)] | add}'}, transition: Turn}
`;
const quiet = `
id: quiet
start: Say
states:
  - {name: Say, type: inject, data: {said: true}, transition: More}
  - {name: More, type: inject, data: {more: true}, end: true}
`;

/** Sends three events. */
const telling = (id: string): string => `
id: ${id}
start: A
events: [{name: said, type: ${id}, source: test, kind: produced}]
states:
  - {name: A, type: inject, data: {}, transition: {nextState: B, produceEvents: [{eventRef: said}, {eventRef: said}]}}
  - {name: B, type: inject, data: {}, end: {produceEvents: [{eventRef: said}]}}
`;

/** A store whose events nobody gets to send. */
function silent(store: Store): Store {
  const events = new Proxy(store.events, {
    get(target, key) {
      if (key === 'claimOutgoing') return () => Promise.resolve([]);
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return new Proxy(store, {
    get(target, key) {
      if (key === 'events') return events;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}

describe('a quiet workflow beside a noisy one', { timeout: 120_000 }, () => {
  const bench = Workbench.use(false);
  let postgres: TestPostgres;
  let store: Store;

  beforeAll(async () => {
    postgres = await startPostgres();
    store = await openStore({ kind: 'postgres', url: await postgres.createDatabase() });
  });
  afterEach(() => bench.stopAll());
  afterAll(async () => {
    await store.close();
    await postgres.stop();
  });

  it('waits for a few steps of the noisy one, however many runs that one has', async () => {
    const [runs, starts] = [30, 5];
    await bench.write('noisy.sw.yaml', noisy);
    await bench.write('quiet.sw.yaml', quiet);
    const runtime = await bench.start(store);
    const start = (workflowId: string) => runtime.start({ workflowId, data: {}, answer: 'committed' });
    await Promise.all(Array.from({ length: runs }, () => start('noisy')));
    let turns = 0;
    runtime.onCommit(({ workflowId }) => void (turns += workflowId === 'noisy' ? 1 : 0));
    await vi.waitFor(() => expect(turns).toBeGreaterThan(runs), 60_000);
    turns = 0;
    for (let index = 0; index < starts; index += 1)
      expect(await start('quiet')).toMatchObject({ state: 'COMPLETED' });
    // One after the other, each would wait for a turn of every noisy run.
    expect(turns).toBeLessThan((runs * starts) / 2);
  });

  it('waits for a few of the messages that the other has waiting', async () => {
    const waiting = 1_000;
    await bench.write('noisy.sw.yaml', quiet.replace('id: quiet', 'id: noisy'));
    await bench.write('quiet.sw.yaml', quiet);
    const first = await bench.start(store);
    const hashOf = new Map(first.definitions.list().map(({ workflowId, hash }) => [workflowId, hash]));
    await bench.stop(first);
    const start = (workflowId: string, id: string): Promise<unknown> =>
      store.events.deliver({
        event: { specversion: '1.0', id, source: 'test', type: 'begin' },
        starts: [
          {
            workflowId,
            definition: hashOf.get(workflowId) ?? '',
            instanceId: randomUUID(),
            unlessTaken: false,
          },
        ],
        window: 0,
      });
    await Promise.all(Array.from({ length: waiting }, (_, index) => start('noisy', `noisy-${index}`)));
    await start('quiet', 'quiet-0');
    const ended: string[] = [];
    const runtime = await bench.start(store);
    runtime.onCommit(({ workflowId }) => void ended.push(workflowId));
    await vi.waitFor(() => expect(ended).toContain('quiet'), 60_000);
    expect(ended.indexOf('quiet')).toBeLessThan(waiting / 2);
    await vi.waitFor(() => expect(ended.length).toBeGreaterThan(waiting / 2), 60_000);
  });

  it('waits for a few of the events that the other has to send', async () => {
    const runs = 300;
    await bench.write('noisy.sw.yaml', telling('noisy'));
    await bench.write('quiet.sw.yaml', telling('quiet'));
    const first = await bench.start(silent(store));
    const start = (workflowId: string) => first.start({ workflowId, data: {}, answer: 'committed' });
    await Promise.all(Array.from({ length: runs }, () => start('noisy')));
    await start('quiet');
    await bench.stop(first);
    const types = (): string[] => bench.sent.map(({ type }) => type);
    await bench.start(store);
    await vi.waitFor(() => expect(types().filter((type) => type === 'quiet')).toHaveLength(3), 60_000);
    expect(types().indexOf('quiet')).toBeLessThan((3 * runs) / 2);
    await vi.waitFor(() => expect(types()).toHaveLength(3 * runs + 3), 60_000);
  });
});
