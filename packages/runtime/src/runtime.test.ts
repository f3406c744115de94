import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { InvalidInputError, UnknownInstanceError, UnknownWorkflowError } from './errors.js';
import { Workbench } from './runtime.fixture.js';

describe('runtime', { timeout: 60_000 }, () => {
  const bench = Workbench.use();

  const pure = `
id: pure
start: A
functions:
  - {name: log, type: custom, operation: sysout}
states:
  - {name: A, type: inject, data: {a: 1}, transition: B}
  - {name: B, type: operation, actions: [{functionRef: {refName: log, arguments: {message: 'a is \\(.a)'}}}], end: true}
`;
  const nap = (duration: string) => `
id: nap
start: Nap
states:
  - {name: Nap, type: sleep, duration: ${duration}, transition: Up}
  - {name: Up, type: inject, data: {up: true}, end: true}
`;

  it('runs a workflow without calls in one commit and logs after it', async () => {
    await bench.write('pure.sw.yaml', pure);
    const runtime = await bench.start();
    const instance = await runtime.start({ workflowId: 'pure', data: {} });
    expect(instance).toMatchObject({ state: 'COMPLETED', version: 1, root: { data: { a: 1 } } });
    expect(await runtime.instance(instance.id)).toEqual(instance);
    expect(bench.lines).toContain('a is 1');
  });

  it('commits once before each call and once at the end', async () => {
    await bench.write('calls.sw.yaml', bench.calls(3));
    const runtime = await bench.start();
    const instance = await runtime.start({ workflowId: 'calls', data: {} });
    expect(instance).toMatchObject({ state: 'COMPLETED', version: 4, root: { data: { calls: 3 } } });
    expect(new Set(bench.keys).size).toBe(3);
  });

  it('answers a start as soon as it is committed when it is asked to', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = undefined;
    const runtime = await bench.start();
    const instance = await runtime.start({ workflowId: 'calls', data: {}, answer: 'committed' });
    expect(instance).toMatchObject({ state: 'ACTIVE', version: 1 });
    expect(await runtime.instance(instance.id)).toEqual(instance);
  });

  it('answers a start when the run begins to wait, and goes on when its timer is due', async () => {
    await bench.write('nap.sw.yaml', nap('PT0.3S'));
    const runtime = await bench.start();
    const waiting = await runtime.start({ workflowId: 'nap', data: {} });
    expect(waiting).toMatchObject({ state: 'ACTIVE', version: 1 });
    const done = await bench.ended(runtime, waiting.id);
    expect(done).toMatchObject({ state: 'COMPLETED', version: 2, root: { data: { up: true } } });
    expect((done.endedAt ?? 0) - done.startedAt).toBeGreaterThanOrEqual(300);
  });

  it('takes up a timer that a stopped process left behind', async () => {
    await bench.write('nap.sw.yaml', nap('PT0.5S'));
    const first = await bench.start('file');
    const { id } = await first.start({ workflowId: 'nap', data: {} });
    await bench.stop(first);
    const second = await bench.start('file');
    expect(await bench.ended(second, id)).toMatchObject({ state: 'COMPLETED', version: 2 });
  });

  it('repeats a call that was cut off by a stop, with the same key', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = undefined;
    const first = await bench.start('file');
    const cutOff = first.start({ workflowId: 'calls', data: {} });
    cutOff.catch(() => undefined);
    await vi.waitFor(() => expect(bench.keys).toHaveLength(1), { timeout: 5000 });
    await bench.stop(first);
    bench.answer = () => '{}';
    const second = await bench.start('file');
    await vi.waitFor(() => expect(bench.keys).toHaveLength(2), { timeout: 5000 });
    expect(bench.keys[1]).toBe(bench.keys[0]);
    const { id } = await cutOff;
    expect(await bench.ended(second, id)).toMatchObject({ state: 'COMPLETED' });
  });

  it('follows the definition that a run began with, whatever the folder says later', async () => {
    await bench.write('nap.sw.yaml', nap('PT0.6S'));
    const runtime = await bench.start();
    const { id } = await runtime.start({ workflowId: 'nap', data: {} });
    await bench.write('nap.sw.yaml', nap('PT0.6S').replace('up: true', 'up: changed'));
    await vi.waitFor(() => expect(runtime.definitions.current('nap')?.source.text).toContain('changed'), {
      timeout: 5000,
    });
    expect((await bench.ended(runtime, id)).root.data).toEqual({ up: true });
  });

  it('puts a changed document in force within a second, and keeps the last good one when it breaks', async () => {
    const runtime = await bench.start();
    await bench.write('pure.sw.yaml', pure);
    await vi.waitFor(() => expect(runtime.definitions.current('pure')).toBeDefined(), { timeout: 1000 });
    await bench.write('pure.sw.yaml', pure.replace('transition: B', 'transition: C'));
    await vi.waitFor(() => expect(runtime.definitions.findings()).toHaveLength(1), { timeout: 1000 });
    expect(runtime.definitions.findings()).toMatchObject([
      {
        file: 'pure.sw.yaml',
        workflowId: 'pure',
        findings: [{ code: 'unknown-state', line: 7 }, { code: 'unreached-state' }],
      },
    ]);
    expect(await runtime.start({ workflowId: 'pure', data: {} })).toMatchObject({ state: 'COMPLETED' });
    await rm(path.join(bench.workflows, 'pure.sw.yaml'));
    await vi.waitFor(() => expect(runtime.definitions.list()).toEqual([]), { timeout: 1000 });
    await expect(runtime.start({ workflowId: 'pure', data: {} })).rejects.toBeInstanceOf(
      UnknownWorkflowError,
    );
  });

  it('keeps the last good form over a restart when only a broken one is on disk', async () => {
    await bench.write('pure.sw.yaml', pure);
    await bench.stop(await bench.start('file'));
    await bench.write('pure.sw.yaml', `${pure}  - {name: B}\n`);
    const runtime = await bench.start('file');
    expect(runtime.definitions.findings()).toHaveLength(1);
    expect(await runtime.start({ workflowId: 'pure', data: {} })).toMatchObject({ state: 'COMPLETED' });
  });

  it('refuses a second document with the same id', async () => {
    await bench.write('a.sw.yaml', pure);
    await bench.write('b.sw.yaml', pure);
    const runtime = await bench.start();
    expect(runtime.definitions.current('pure')?.source.path).toBe('a.sw.yaml');
    expect(runtime.definitions.findings()).toMatchObject([
      { file: 'b.sw.yaml', findings: [{ code: 'duplicate-id' }] },
    ]);
  });

  it('checks the input before there is a run', async () => {
    await bench.write('in.json', '{"type":"object","required":["name"]}');
    await bench.write('pure.sw.yaml', `dataInputSchema: in.json\n${pure}`);
    const runtime = await bench.start();
    const failed = runtime.start({ workflowId: 'pure', data: {} });
    await expect(failed).rejects.toMatchObject({
      code: 'invalid-input',
      violations: [{ path: '/name', message: 'is required' }],
    });
  });

  it('refuses an input that cannot be stored, and fails a step whose result cannot be', async () => {
    await bench.write('pure.sw.yaml', pure);
    await bench.write(
      'nul.sw.yaml',
      `id: nul\nfunctions:\n  - {name: f, type: expression, operation: '{a: ([0] | implode)}'}\nstates:\n  - {name: A, type: operation, actions: [{functionRef: f}], end: true}\n`,
    );
    const runtime = await bench.start();
    await expect(runtime.start({ workflowId: 'pure', data: { a: '\u0000' } })).rejects.toBeInstanceOf(
      InvalidInputError,
    );
    const failed = await runtime.start({ workflowId: 'nul', data: {} });
    expect(failed).toMatchObject({ state: 'ERROR', error: { code: 'data-not-storable' } });
  });

  it('aborts a waiting run once, and keeps what has ended as it is', async () => {
    await bench.write('nap.sw.yaml', nap('PT1H'));
    const runtime = await bench.start();
    const { id } = await runtime.start({ workflowId: 'nap', data: {} });
    const [one, two] = await Promise.all([runtime.abort(id), runtime.abort(id)]);
    expect(one).toMatchObject({ state: 'ABORTED', version: 2 });
    expect(two).toEqual(one);
    await expect(runtime.abort('00000000-0000-7000-8000-000000000000')).rejects.toBeInstanceOf(
      UnknownInstanceError,
    );
  });

  it('keeps many runs apart', async () => {
    await bench.write('calls.sw.yaml', bench.calls(2));
    const runtime = await bench.start();
    const runs = await Promise.all(
      Array.from({ length: 100 }, (_, n) => runtime.start({ workflowId: 'calls', data: { n } })),
    );
    expect(runs.every((run) => run.state === 'COMPLETED')).toBe(true);
    expect(runs.map((run) => run.input)).toEqual(runs.map((_, n) => ({ n })));
    expect(bench.keys).toHaveLength(200);
  });
});
