import { StoreUnavailableError } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

const announce = `
id: announce
start: Say
events: [{name: said, type: said, source: test, kind: produced}]
states:
  - {name: Say, type: inject, data: {}, end: {produceEvents: [{eventRef: said, data: '.said'}]}}
`;

/** A store some of whose operations on events fail as they are told to. */
function viewOf(store: Store, fail: Partial<Record<keyof Store['events'], () => boolean>>): Store {
  const events = new Proxy(store.events, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      return (...input: unknown[]): unknown =>
        fail[key as keyof Store['events']]?.()
          ? Promise.reject(new StoreUnavailableError('The database is away.'))
          : (value.apply(target, input) as unknown);
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

/** Leases and pauses that are over in no test. */
const slow = { lease: 600_000, recoveryInterval: 600_000 };

describe('events that are sent', { timeout: 60_000 }, () => {
  const bench = Workbench.use();

  it('are not sent again because another one could be neither sent nor put off', async () => {
    await bench.write('announce.sw.yaml', announce);
    let left = 1;
    const runtime = await bench.start(viewOf(bench.memory, { failed: () => left-- > 0 }), slow);
    const tried: unknown[] = [];
    const { promise: answer, resolve } = Promise.withResolvers<void>();
    bench.publish = async ({ data }) => {
      tried.push(data);
      if (data === 'refused') throw new Error('I will not have it.');
      await answer;
    };
    const start = (said: string) =>
      runtime.start({ workflowId: 'announce', data: { said }, answer: 'committed' });
    await Promise.all([start('refused'), start('slow')]);
    await vi.waitFor(() => expect(bench.lines.join()).toContain('neither sent nor put off'), {
      timeout: 30_000,
    });
    resolve();
    await vi.waitFor(() => expect(bench.sent.map(({ data }) => data)).toEqual(['slow']), { timeout: 30_000 });
    expect(tried.filter((data) => data === 'slow')).toHaveLength(1);
  });

  it('are sent soon, though looking them up failed the first time', async () => {
    await bench.write('announce.sw.yaml', announce);
    let armed = false;
    const claimOutgoing = (): boolean => armed && !(armed = false);
    const runtime = await bench.start(viewOf(bench.memory, { claimOutgoing }), slow);
    armed = true;
    await runtime.start({ workflowId: 'announce', data: { said: 'soon' } });
    await vi.waitFor(() => expect(bench.sent.map(({ data }) => data)).toContain('soon'), { timeout: 30_000 });
    expect(armed).toBe(false);
  });
});
