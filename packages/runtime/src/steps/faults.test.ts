import { StoreUnavailableError } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

/** A store whose commits, or what else is named, fail as long as a condition holds. */
function failing(store: Store, when: () => boolean, what: keyof Store = 'commit'): Store {
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      if (key !== what || !when()) return (value as (...input: unknown[]) => unknown).bind(target);
      return () => Promise.reject(new StoreUnavailableError('The database is away.'));
    },
  });
}

/** A store whose first answer to this operation is lost: it is carried out, and fails. */
function losing(store: Store, what: 'claimCalls' | 'claimTimers'): Store {
  let left = 1;
  return new Proxy(store, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key, target);
      if (typeof value !== 'function') return value;
      const call = (value as (...input: unknown[]) => Promise<unknown[]>).bind(target);
      if (key !== what) return call;
      return async (...input: unknown[]) => {
        const answer = await call(...input);
        if (answer.length > 0 && left-- > 0) throw new StoreUnavailableError('The answer was lost.');
        return answer;
      };
    },
  });
}

const nap = 'id: nap\nstart: Nap\nstates: [{name: Nap, type: sleep, duration: PT0.3S, end: true}]';
const quick = { lease: 300, recoveryInterval: 50 };

describe('faults', { timeout: 60_000 }, () => {
  const bench = Workbench.use();

  it('keeps the result of a call while the database is away, and does not repeat the call', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    let away = false;
    const runtime = await bench.start(
      failing(bench.memory, () => away),
      quick,
    );
    bench.answer = () => {
      away = true;
      return '{}';
    };
    const { id } = await runtime.start({ workflowId: 'calls', data: {}, answer: 'committed' });
    await vi.waitFor(() => expect(bench.lines.join()).toContain('waits until it can be stored'), {
      timeout: 30_000,
    });
    away = false;
    expect(await bench.ended(runtime, id)).toMatchObject({ state: 'COMPLETED' });
    expect(bench.keys).toHaveLength(1);
  });

  it('closes while the result of a call waits for the database, and repeats the call afterwards', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    let away = false;
    const runtime = await bench.start(
      failing(bench.memory, () => away),
      quick,
    );
    bench.answer = () => {
      away = true;
      return '{}';
    };
    const { id } = await runtime.start({ workflowId: 'calls', data: {}, answer: 'committed' });
    await vi.waitFor(() => expect(bench.lines.join()).toContain('waits until it can be stored'), {
      timeout: 30_000,
    });
    await runtime.close();
    bench.answer = () => '{}';
    const next = await bench.start(bench.memory, quick);
    expect(await bench.ended(next, id)).toMatchObject({ state: 'COMPLETED' });
    expect(bench.keys).toHaveLength(2);
    expect(bench.keys[1]).toBe(bench.keys[0]);
  });

  /** True once, the first time that it is asked after this. */
  const onceFrom = (): (() => boolean) => {
    let left = 1;
    return () => left-- > 0;
  };
  // Long enough that a test fails which waits for one of them.
  const slow = { lease: 600_000, recoveryInterval: 600_000 };

  it.each(['claimCalls', 'load'] as const)(
    'takes up a call that a stopped process left behind at once, though %s fails the first time',
    async (what) => {
      await bench.write('calls.sw.yaml', bench.calls(1));
      bench.answer = undefined;
      const stopped = await bench.start(bench.memory, slow);
      const { id } = await stopped.start({ workflowId: 'calls', data: {}, answer: 'committed' });
      await vi.waitFor(() => expect(bench.keys).toHaveLength(1), { timeout: 5000 });
      await bench.stop(stopped);
      bench.answer = () => '{}';
      await bench.start(failing(bench.memory, onceFrom(), what), slow);
      // Asked past what fails.
      await vi.waitFor(
        async () => expect(await bench.memory.load(id)).toMatchObject({ state: 'COMPLETED' }),
        { timeout: 30_000 },
      );
    },
  );

  it('takes up a call at once that was claimed for it, though the answer was lost', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = undefined;
    const stopped = await bench.start(bench.memory, slow);
    const { id } = await stopped.start({ workflowId: 'calls', data: {}, answer: 'committed' });
    await vi.waitFor(() => expect(bench.keys).toHaveLength(1), { timeout: 5000 });
    await bench.stop(stopped);
    bench.answer = () => '{}';
    const runtime = await bench.start(losing(bench.memory, 'claimCalls'), slow);
    expect(await bench.ended(runtime, id)).toMatchObject({ state: 'COMPLETED' });
    expect(bench.lines.join()).toContain('The answer was lost.');
  });

  it('fires a timer soon that was claimed for it, though the answer was lost', async () => {
    await bench.write('nap.sw.yaml', nap);
    const runtime = await bench.start(losing(bench.memory, 'claimTimers'), slow);
    const { id } = await runtime.start({ workflowId: 'nap', data: {}, answer: 'committed' });
    expect(await bench.ended(runtime, id)).toMatchObject({ state: 'COMPLETED' });
    expect(bench.lines.join()).toContain('The answer was lost.');
  });

  it('fires a timer soon, though its commit fails the first time', async () => {
    await bench.write('nap.sw.yaml', nap);
    let armed = (): boolean => false;
    const runtime = await bench.start(
      failing(bench.memory, () => armed()),
      slow,
    );
    const { id } = await runtime.start({ workflowId: 'nap', data: {}, answer: 'committed' });
    armed = onceFrom();
    expect(await bench.ended(runtime, id)).toMatchObject({ state: 'COMPLETED' });
    expect(armed()).toBe(false);
  });

  it('hands an event over soon, though its commit fails the first time', async () => {
    await bench.write(
      'wait.sw.yaml',
      `
id: wait
start: Begin
events: [{name: told, type: told, source: ''}]
states:
  - {name: Begin, type: inject, data: {}, transition: Wait}
  - {name: Wait, type: event, onEvents: [{eventRefs: [told]}], end: true}
`,
    );
    let armed = (): boolean => false;
    const runtime = await bench.start(
      failing(bench.memory, () => armed()),
      slow,
    );
    const { id } = await runtime.start({ workflowId: 'wait', data: {}, answer: 'committed' });
    armed = onceFrom();
    await runtime.deliver({ specversion: '1.0', id: '1', source: 'test', type: 'told' });
    expect(await bench.ended(runtime, id)).toMatchObject({ state: 'COMPLETED' });
    expect(armed()).toBe(false);
  });

  it('fails a run whose call gave an answer that cannot be stored, and never repeats that call', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = () => '{"a":"\\u0000"}';
    const runtime = await bench.start(bench.memory, quick);
    const instance = await runtime.start({ workflowId: 'calls', data: {} });
    expect(instance).toMatchObject({ state: 'ERROR', error: { code: 'data-not-storable' } });
    expect(await bench.memory.millisecondsToNextDue()).toBeUndefined();
    expect(bench.keys).toHaveLength(1);
  });

  it('does not make the calls of a run that was aborted', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = undefined;
    const runtime = await bench.start(bench.memory, { maxConcurrentCalls: 1 });
    const start = () => runtime.start({ workflowId: 'calls', data: {}, answer: 'committed' });
    const first = await start();
    await vi.waitFor(() => expect(bench.keys).toHaveLength(1), { timeout: 5000 });
    const second = await start();
    // The second run's call waits for that of the first; it is given up before its turn comes.
    await runtime.abort(second.id);
    await runtime.abort(first.id);
    bench.answer = () => '{}';
    const third = await runtime.start({ workflowId: 'calls', data: {} });
    expect(third.state).toBe('COMPLETED');
    expect(bench.keys).toHaveLength(2);
  });

  it('closes quietly while a start is waiting and the database is away', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = undefined;
    let away = false;
    const runtime = await bench.start(failing(bench.memory, () => away));
    const waiting = runtime.start({ workflowId: 'calls', data: {} });
    await vi.waitFor(() => expect(bench.keys).toHaveLength(1), { timeout: 5000 });
    away = true;
    await bench.stop(runtime);
    expect(await waiting).toMatchObject({ state: 'ACTIVE' });
  });
});
