import type { CallEffect, Instance } from '@orchestrator/engine';
import type { Program } from '@orchestrator/definition';
import { describe, expect, it, vi } from 'vitest';
import type { CallOfRun, CallOutcome } from './call-maker.js';
import { Caller } from './caller.js';
import type { CallerContext } from './caller.js';

/** A caller whose calls end when they are told to. */
function setUp(bounds: Partial<CallerContext> = {}) {
  const begun: string[] = [];
  const made = new Map<
    string,
    { readonly call: CallOfRun; end: (outcome: CallOutcome | undefined) => void }
  >();
  const settled: string[] = [];
  const handedOver: string[] = [];
  const loaded: string[] = [];
  const logger = { error: vi.fn(), warn: vi.fn(), info: vi.fn(), debug: vi.fn() };
  const caller = new Caller({
    maker: {
      outcome: (call, signal) => {
        const { promise, resolve } = Promise.withResolvers<CallOutcome | undefined>();
        signal.addEventListener('abort', () => resolve(undefined));
        begun.push(call.instance.id);
        made.set(call.instance.id, { call, end: resolve });
        return promise;
      },
    },
    maxConcurrent: 4,
    maxOfWorkflow: () => 3,
    maxTaken: 1_000,
    logger,
    load: async (id) => {
      loaded.push(id);
      return { id } as Instance;
    },
    settle: async (instanceId) => settled.push(instanceId),
    forget: async () => undefined,
    handOver: async (calls) => void handedOver.push(...calls.map(({ instanceId }) => instanceId)),
    freed: () => undefined,
    ...bounds,
  });
  const enqueue = (workflowId: string, id: string): void =>
    caller.enqueue({
      instance: { id, workflowId } as Instance,
      program: {} as Program,
      call: { node: `${id}:1`, attempt: 1, function: 'f', detached: false } as CallEffect,
    });
  const end = async (id: string): Promise<void> => {
    made.get(id)?.end({ result: {} });
    // By the next turn of the event loop everything that follows has happened.
    await new Promise(setImmediate);
    expect(settled).toContain(id);
  };
  return { caller, begun, settled, handedOver, loaded, enqueue, end };
}

const names = (prefix: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);

describe('calls of several workflows', () => {
  it('leave each other room, and take turns for the rest', async () => {
    const { caller, begun, enqueue, end } = setUp();
    for (const id of names('noisy', 20)) enqueue('noisy', id);
    expect(begun).toEqual(names('noisy', 3));
    for (const id of names('quiet', 3)) enqueue('quiet', id);
    expect(begun).toEqual([...names('noisy', 3), 'quiet0']);
    await end('noisy0');
    await end('noisy1');
    await end('noisy2');
    await end('noisy3');
    expect(begun.slice(4).filter((id) => id.startsWith('quiet'))).toHaveLength(2);
    expect(caller.counts.of('noisy')).toBe(16);
  });

  it('that wait keep nobody from taking over what others left behind', () => {
    const { caller, enqueue } = setUp();
    for (const id of names('noisy', 20)) enqueue('noisy', id);
    expect(caller.free).toBe(1);
    enqueue('quiet', 'quiet0');
    expect(caller.free).toBe(0);
  });

  it('beyond what one process takes on are left to others', () => {
    const { caller, enqueue } = setUp({ maxTaken: 5 });
    for (const id of names('noisy', 7)) enqueue('noisy', id);
    expect(caller.nodes.map(({ instanceId }) => instanceId)).toEqual(names('noisy', 5));
    expect(caller.free).toBe(0);
  });

  it('keep few runs in memory while they wait, and know them again when it is their turn', async () => {
    const { loaded, settled, enqueue, end } = setUp();
    const ids = names('run', 600);
    for (const id of ids) enqueue('noisy', id);
    for (const id of ids) await end(id);
    expect(settled).toEqual(ids);
    expect(loaded).toEqual(ids.slice(503));
  });
});

describe('calls at the end of a process', () => {
  it('are finished when they are on their way, and handed over otherwise', async () => {
    const { caller, handedOver, settled, enqueue, end } = setUp();
    for (const id of names('run', 5)) enqueue('w', id);
    const drained = caller.drain();
    expect(handedOver).toEqual(['run3', 'run4']);
    // The next call of a run whose result has come.
    enqueue('w', 'later');
    expect(handedOver).toEqual(['run3', 'run4', 'later']);
    for (const id of names('run', 3)) await end(id);
    await drained;
    expect(settled).toEqual(names('run', 3));
    expect([caller.nodes, caller.free]).toEqual([[], 0]);
  });

  it('are given up when their time is over', async () => {
    const { caller, settled, enqueue } = setUp();
    enqueue('w', 'run');
    const drained = caller.drain();
    caller.stop();
    await drained;
    expect(settled).toEqual([]);
  });
});
