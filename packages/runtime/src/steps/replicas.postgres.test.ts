import { createServer } from 'node:http';
import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { startPostgres } from '@orchestrator/store/testing';
import type { TestPostgres } from '@orchestrator/store/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';
import { freezable } from './freezable-store.fixture.js';

/** A lease that is over soon, and one that no test waits for. */
const quick = { lease: 300, recoveryInterval: 50 };
const patient = { lease: 600_000, recoveryInterval: 50 };
/** Looks for work so seldom that a test fails which waits for it. */
const seldom = { lease: 600_000, recoveryInterval: 600_000 };

describe('two processes on one PostgreSQL', { timeout: 120_000 }, () => {
  const bench = Workbench.use(false);
  let postgres: TestPostgres;
  let service: Server;
  let stores: Store[] = [];
  /** Calls that arrived at the service, in their order; each waits for its answer. */
  let calls: { readonly key: string | undefined; readonly response: ServerResponse }[] = [];

  beforeAll(async () => {
    postgres = await startPostgres();
  });
  beforeEach(async () => {
    const url = await postgres.createDatabase();
    stores = [await openStore({ kind: 'postgres', url }), await openStore({ kind: 'postgres', url })];
    calls = [];
    service = createServer((request, response) => {
      calls.push({ key: request.headers['idempotency-key']?.toString(), response });
    });
    await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve));
    const { port } = service.address() as AddressInfo;
    await bench.write('calls.sw.yaml', bench.calls(1).replace(String(bench.port), String(port)));
  });
  afterEach(async () => {
    service.closeAllConnections();
    await bench.stopAll();
    await Promise.all(stores.map((store) => store.close()));
    service.close();
  });
  afterAll(() => postgres.stop());

  const [first, second] = [(): Store => at(0), (): Store => at(1)];
  const at = (index: number): Store => stores[index] ?? expect.unreachable();
  const arrived = (count: number): Promise<void> =>
    vi.waitFor(() => expect(calls).toHaveLength(count), { timeout: 30_000, interval: 10 });
  const answer = (index: number, by: string): void => void calls[index]?.response.end(JSON.stringify({ by }));
  const request = { workflowId: 'calls', data: {}, answer: 'committed' } as const;

  it('take over the calls of one that is silent, whose own results come too late then', async () => {
    const sleeper = freezable(first());
    const slow = await bench.start(sleeper.store, quick);
    const { id } = await slow.start(request);
    await arrived(1);
    sleeper.freeze();
    const other = await bench.start(second(), quick);
    await arrived(2);
    answer(1, 'other');
    const ended = await bench.ended(other, id);
    expect(ended).toMatchObject({ state: 'COMPLETED', root: { data: { by: 'other' } } });
    sleeper.thaw();
    const discarded = sleeper.called('discardCalls');
    answer(0, 'slow');
    await discarded;
    expect(await second().load(id)).toEqual(ended);
    const nodes = (await second().index.nodes([id])).get(id) ?? [];
    expect(nodes.filter((node) => node.name === 'get' || node.type === 'WorkItemNode')).toHaveLength(1);
    expect(calls[1]?.key).toBe(calls[0]?.key);
    expect(calls).toHaveLength(2);
  });

  it('hand over, when one is drained, what it has not begun, and not what it finishes', async () => {
    const stopping = await bench.start(first(), { ...patient, maxConcurrentCalls: 1 });
    const begun = await stopping.start(request);
    await arrived(1);
    const waiting = await stopping.start(request);
    const other = await bench.start(second(), seldom);
    const drained = stopping.drain(60_000);
    await expect(stopping.start(request)).rejects.toMatchObject({ code: 'overloaded' });
    await arrived(2);
    answer(1, 'other');
    answer(0, 'stopping');
    await drained;
    expect(await bench.ended(other, waiting.id)).toMatchObject({ root: { data: { by: 'other' } } });
    expect(await bench.ended(other, begun.id)).toMatchObject({ root: { data: { by: 'stopping' } } });
    await bench.stop(stopping);
    expect(new Set(calls.map(({ key }) => key)).size).toBe(2);
    expect(calls).toHaveLength(2);
  });

  it('hand over at once, when one ends, what took too long to finish', async () => {
    const stopping = await bench.start(first(), patient);
    const { id } = await stopping.start(request);
    await arrived(1);
    const other = await bench.start(second(), seldom);
    await stopping.drain(1);
    await bench.stop(stopping);
    await arrived(2);
    answer(1, 'other');
    expect(await bench.ended(other, id)).toMatchObject({ root: { data: { by: 'other' } } });
    expect(calls[1]?.key).toBe(calls[0]?.key);
  });

  it('take a call up for half a lease until their next heartbeat, as they may be lost too', async () => {
    const stopping = await bench.start(first(), patient);
    await stopping.start(request);
    await arrived(1);
    expect(await second().millisecondsToNextDue()).toBeGreaterThan(patient.lease / 2);
    await bench.start(second(), seldom);
    await stopping.drain(1);
    await bench.stop(stopping);
    await arrived(2);
    const rest = (await second().millisecondsToNextDue()) ?? expect.unreachable();
    expect(rest).toBeGreaterThan(seldom.lease / 3);
    expect(rest).toBeLessThanOrEqual(seldom.lease / 2);
  });

  it('start a workflow once at each tick of its schedule', async () => {
    const start = "start: {stateName: A, schedule: {cron: '* * * * * *'}}";
    const ticking = `id: ticking\n${start}\nstates: [{name: A, type: inject, data: {}, end: true}]\n`;
    await bench.write('ticking.sw.yaml', ticking);
    await Promise.all([bench.start(first()), bench.start(second())]);
    const where = { field: 'processId', operator: 'equal', value: 'ticking' } as const;
    // The id of a scheduled start tells its tick, so that no second process can start it.
    const ticks = async (): Promise<number[]> => {
      const rows = await first().index.instances({ where });
      return rows.map(({ id }) => Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16) / 1_000);
    };
    await vi.waitFor(async () => expect((await ticks()).length).toBeGreaterThanOrEqual(3), 60_000);
    const seconds = await ticks();
    expect(seconds.filter((tick) => !Number.isInteger(tick))).toEqual([]);
    expect(new Set(seconds).size).toBe(seconds.length);
  });
});
