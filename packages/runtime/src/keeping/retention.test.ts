import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { LifecycleEvent } from '@orchestrator/store';
import { describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

const done = `
id: done
start: Say
states: [{name: Say, type: inject, data: {said: true}, end: true}]
`;
const nap = `
id: nap
start: Nap
states: [{name: Nap, type: sleep, duration: PT1H, end: true}]
`;

/** What another runtime tells at the end of a run. */
const endOfOther: LifecycleEvent = {
  source: 'http://other:8080/orders',
  id: 'event',
  time: 1,
  kind: 'state',
  instance: { id: 'other', workflowId: 'orders', version: '1.0' },
  change: 'ended',
  at: 1,
  user: null,
  state: 2,
  processName: 'Orders',
  businessKey: null,
  parentInstanceId: null,
  rootInstanceId: null,
  rootWorkflowId: null,
  roles: [],
  addons: [],
  slaDueAt: null,
  cloudEventId: null,
  cloudEventSource: null,
};

describe('runs that ended long ago', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const keepNothing = { retention: 0, keyMemory: 0, retentionInterval: 20 };
  const gone = (id: string): Promise<void> =>
    vi.waitFor(async () => expect(await bench.memory.load(id)).toBeUndefined(), {
      timeout: 30_000,
      interval: 20,
    });

  it('are deleted, and those that live are not', async () => {
    await bench.write('done.sw.yaml', done);
    await bench.write('nap.sw.yaml', nap);
    const runtime = await bench.start(bench.memory, keepNothing);
    const living = await runtime.start({ workflowId: 'nap', data: {} });
    const ended = await runtime.start({ workflowId: 'done', data: {} });
    await gone(ended.id);
    expect(await runtime.instance(living.id)).toBeDefined();
    await vi.waitFor(() => expect(bench.lines.join('\n')).toContain('runs were deleted'));
  });

  it('are kept as long as the key of their start is remembered, and for ever unless told otherwise', async () => {
    await bench.write('done.sw.yaml', done);
    const sweeps = vi.spyOn(bench.memory.retention, 'look');
    const runtime = await bench.start(bench.memory, { ...keepNothing, keyMemory: 86_400_000 });
    const { id } = await runtime.start({ workflowId: 'done', data: {} });
    const before = sweeps.mock.calls.length;
    await vi.waitFor(() => expect(sweeps.mock.calls.length).toBeGreaterThan(before + 2), 30_000);
    expect(await runtime.instance(id)).toBeDefined();
    await bench.stop(runtime);
    sweeps.mockClear();
    await bench.stop(await bench.start(bench.memory, { retentionInterval: 0 }));
    expect(sweeps).not.toHaveBeenCalled();
    sweeps.mockRestore();
  });

  it('are written to the archive before', async () => {
    await bench.write('done.sw.yaml', done);
    const archive = path.join(bench.folder, 'made', 'archive');
    const runtime = await bench.start(bench.memory, keepNothing, { archive });
    const { id } = await runtime.start({ workflowId: 'done', data: { z: 1, a: 2 } });
    await gone(id);
    const names = await readdir(archive);
    const texts = await Promise.all(
      names.map(async (name) => gunzipSync(await readFile(path.join(archive, name))).toString()),
    );
    const runs = texts
      .flatMap((text) => text.trimEnd().split('\n'))
      .map((line) => JSON.parse(line) as { id: string });
    expect(names.every((name) => /^runs-[\dT.Z-]+-[\da-f-]+\.jsonl\.gz$/.test(name))).toBe(true);
    expect(runs.find((run) => run.id === id)).toMatchObject({
      processId: 'done',
      state: 'COMPLETED',
      variables: { workflowdata: { z: 1, a: 2, said: true } },
      nodes: [{ name: 'Say', type: 'ActionNode' }],
      instance: { id, workflowId: 'done', state: 'COMPLETED' },
    });
  });

  it('are deleted and archived when they are of other runtimes too', async () => {
    const archive = path.join(bench.folder, 'archive');
    await bench.memory.ingest.take([endOfOther]);
    await bench.start(bench.memory, keepNothing, { archive });
    const where = { field: 'id', operator: 'equal', value: 'other' } as const;
    await vi.waitFor(async () => expect(await bench.memory.index.countInstances({ where })).toBe(0), {
      timeout: 30_000,
      interval: 20,
    });
    const [name = ''] = await readdir(archive);
    const line = gunzipSync(await readFile(path.join(archive, name))).toString();
    expect(JSON.parse(line)).toMatchObject({ id: 'other', processId: 'orders', state: 'COMPLETED' });
  });

  it('stay when the archive cannot be written', async () => {
    await bench.write('done.sw.yaml', done);
    const archive = path.join(bench.workflows, 'done.sw.yaml');
    const runtime = await bench.start(bench.memory, keepNothing, { archive });
    const { id } = await runtime.start({ workflowId: 'done', data: {} });
    await vi.waitFor(() => expect(bench.lines.join('\n')).toContain('Old runs could not be deleted'), 30_000);
    expect(await runtime.instance(id)).toBeDefined();
  });
});
