import { describe, expect, it, vi } from 'vitest';
import { KeyReusedError } from './errors.js';
import { Workbench } from './runtime.fixture.js';

describe('a start with a key', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const request = { workflowId: 'calls', data: { a: 1 }, idempotencyKey: 'k' };

  it('happens once, and everybody is answered with it, after a restart too', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    const runtime = await bench.start('file');
    const runs = await Promise.all([1, 2, 3].map(() => runtime.start(request)));
    expect(new Set(runs.map(({ id }) => id)).size).toBe(1);
    for (const { state } of runs) expect(state).toBe('COMPLETED');
    await bench.stop(runtime);
    const next = await bench.start('file');
    expect(await next.start(request)).toEqual(runs[0]);
    expect(bench.keys).toHaveLength(1);
  });

  it('is answered while the first is still on its way', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = undefined;
    const runtime = await bench.start();
    const asked = { ...request, answer: 'committed' } as const;
    const first = await runtime.start(asked);
    expect(await runtime.start(asked)).toEqual(first);
    await vi.waitFor(() => expect(bench.keys).toHaveLength(1), { timeout: 5000 });
  });

  it('belongs to one workflow and one caller', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    await bench.write('other.sw.yaml', bench.calls(1).replace('id: calls', 'id: other'));
    const runtime = await bench.start();
    const others = [{}, { workflowId: 'other' }, { identity: 'ann' }, { idempotencyKey: 'l' }];
    const runs = await Promise.all(others.map((other) => runtime.start({ ...request, ...other })));
    expect(new Set(runs.map(({ id }) => id)).size).toBe(others.length);
  });

  it('is refused when something else is asked for under the key', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    const runtime = await bench.start();
    const { id } = await runtime.start(request);
    for (const other of [{ data: { a: 2 } }, { businessKey: 'b' }, { referenceId: 'r' }, { variables: {} }])
      await expect(runtime.start({ ...request, ...other })).rejects.toThrow(KeyReusedError);
    expect(await runtime.start(request)).toMatchObject({ id });
  });

  it('is a new one once the key is forgotten', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    const runtime = await bench.start(bench.memory, { keyMemory: -1 });
    const short = { ...request, idempotencyKey: 'short' };
    const first = await runtime.start(short);
    const second = await runtime.start(short);
    expect(second.id).not.toBe(first.id);
  });
});
