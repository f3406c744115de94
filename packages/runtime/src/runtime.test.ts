import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RestConnector } from '@orchestrator/connectors';
import type { Connector } from '@orchestrator/connectors';
import type { Instance } from '@orchestrator/engine';
import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRuntime } from './create-runtime.js';
import { InvalidInputError, UnknownInstanceError, UnknownWorkflowError } from './errors.js';
import type { Runtime } from './runtime.js';

describe('runtime', { timeout: 60_000 }, () => {
  let folder: string;
  let server: Server;
  let port: number;
  let keys: (string | undefined)[];
  let answering: boolean;
  let lines: string[];
  let memory: Store;
  const open: { runtime: Runtime; store: Store }[] = [];

  beforeAll(async () => {
    memory = await openStore({ kind: 'pglite-memory' });
  });
  afterAll(() => memory.close());

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'orchestrator-'));
    await mkdir(path.join(folder, 'workflows'));
    keys = [];
    lines = [];
    answering = true;
    server = createServer((request, response) => {
      keys.push(request.headers['idempotency-key'] as string | undefined);
      if (answering) response.end(`{"calls":${keys.length}}`);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });

  afterEach(async () => {
    for (const { runtime } of [...open]) await stop(runtime);
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  const write = (name: string, text: string) => writeFile(path.join(folder, 'workflows', name), text);
  const log = (message: string) => void lines.push(message);

  async function start(database: 'memory' | 'file' = 'memory'): Promise<Runtime> {
    const store =
      database === 'memory'
        ? memory
        : await openStore({ kind: 'pglite', dataDir: path.join(folder, 'data') });
    const runtime = await createRuntime({
      store,
      workflows: path.join(folder, 'workflows'),
      connectors: new Map<string, Connector>([['rest', new RestConnector()]]),
      logger: { error: log, warn: log, info: log, debug: log },
    });
    open.push({ runtime, store });
    return runtime;
  }

  async function stop(runtime: Runtime): Promise<void> {
    const index = open.findIndex((entry) => entry.runtime === runtime);
    const [entry] = open.splice(index, 1);
    await runtime.close();
    if (entry && entry.store !== memory) await entry.store.close();
  }

  const ended = (runtime: Runtime, id: string): Promise<Instance> =>
    vi.waitFor(
      async () => {
        const instance = await runtime.instance(id);
        if (!instance || instance.state === 'ACTIVE') throw new Error(`the run is ${instance?.state}`);
        return instance;
      },
      { timeout: 30_000, interval: 20 },
    );

  const pure = `
id: pure
functions:
  - {name: log, type: custom, operation: sysout}
states:
  - {name: A, type: inject, data: {a: 1}, transition: B}
  - {name: B, type: operation, actions: [{functionRef: {refName: log, arguments: {message: 'a is \\(.a)'}}}], end: true}
`;
  const calls = (times: number) => `
id: calls
functions:
  - {name: get, type: custom, operation: 'rest:GET:http://127.0.0.1:${port}/x'}
states:
  - name: Ask
    type: operation
    actions: [${Array(times).fill('{functionRef: get}').join(', ')}]
    end: true
`;
  const nap = (duration: string) => `
id: nap
states:
  - {name: Nap, type: sleep, duration: ${duration}, transition: Up}
  - {name: Up, type: inject, data: {up: true}, end: true}
`;

  it('runs a workflow without calls in one commit and logs after it', async () => {
    await write('pure.sw.yaml', pure);
    const runtime = await start();
    const instance = await runtime.start({ workflowId: 'pure', data: {} });
    expect(instance).toMatchObject({ state: 'COMPLETED', version: 1, root: { data: { a: 1 } } });
    expect(await runtime.instance(instance.id)).toEqual(instance);
    expect(lines).toContain('a is 1');
  });

  it('commits once before each call and once at the end', async () => {
    await write('calls.sw.yaml', calls(3));
    const runtime = await start();
    const instance = await runtime.start({ workflowId: 'calls', data: {} });
    expect(instance).toMatchObject({ state: 'COMPLETED', version: 4, root: { data: { calls: 3 } } });
    expect(new Set(keys).size).toBe(3);
  });

  it('answers a start as soon as it is committed when it is asked to', async () => {
    await write('calls.sw.yaml', calls(1));
    answering = false;
    const runtime = await start();
    const instance = await runtime.start({ workflowId: 'calls', data: {}, answer: 'committed' });
    expect(instance).toMatchObject({ state: 'ACTIVE', version: 1 });
    expect(await runtime.instance(instance.id)).toEqual(instance);
  });

  it('answers a start when the run begins to wait, and goes on when its timer is due', async () => {
    await write('nap.sw.yaml', nap('PT0.3S'));
    const runtime = await start();
    const waiting = await runtime.start({ workflowId: 'nap', data: {} });
    expect(waiting).toMatchObject({ state: 'ACTIVE', version: 1 });
    const done = await ended(runtime, waiting.id);
    expect(done).toMatchObject({ state: 'COMPLETED', version: 2, root: { data: { up: true } } });
    expect((done.endedAt ?? 0) - done.startedAt).toBeGreaterThanOrEqual(300);
  });

  it('takes up a timer that a stopped process left behind', async () => {
    await write('nap.sw.yaml', nap('PT0.5S'));
    const first = await start('file');
    const { id } = await first.start({ workflowId: 'nap', data: {} });
    await stop(first);
    const second = await start('file');
    expect(await ended(second, id)).toMatchObject({ state: 'COMPLETED', version: 2 });
  });

  it('repeats a call that was cut off by a stop, with the same key', async () => {
    await write('calls.sw.yaml', calls(1));
    answering = false;
    const first = await start('file');
    const cutOff = first.start({ workflowId: 'calls', data: {} });
    cutOff.catch(() => undefined);
    await vi.waitFor(() => expect(keys).toHaveLength(1), { timeout: 5000 });
    await stop(first);
    answering = true;
    const second = await start('file');
    await vi.waitFor(() => expect(keys).toHaveLength(2), { timeout: 5000 });
    expect(keys[1]).toBe(keys[0]);
    const { id } = await cutOff;
    expect(await ended(second, id)).toMatchObject({ state: 'COMPLETED' });
  });

  it('follows the definition that a run began with, whatever the folder says later', async () => {
    await write('nap.sw.yaml', nap('PT0.6S'));
    const runtime = await start();
    const { id } = await runtime.start({ workflowId: 'nap', data: {} });
    await write('nap.sw.yaml', nap('PT0.6S').replace('up: true', 'up: changed'));
    await vi.waitFor(() => expect(runtime.definitions.current('nap')?.source.text).toContain('changed'), {
      timeout: 5000,
    });
    expect((await ended(runtime, id)).root.data).toEqual({ up: true });
  });

  it('puts a changed document in force within a second, and keeps the last good one when it breaks', async () => {
    const runtime = await start();
    await write('pure.sw.yaml', pure);
    await vi.waitFor(() => expect(runtime.definitions.current('pure')).toBeDefined(), { timeout: 1000 });
    await write('pure.sw.yaml', pure.replace('transition: B', 'transition: C'));
    await vi.waitFor(() => expect(runtime.definitions.findings()).toHaveLength(1), { timeout: 1000 });
    expect(runtime.definitions.findings()).toMatchObject([
      {
        file: 'pure.sw.yaml',
        workflowId: 'pure',
        findings: [{ code: 'unknown-state', line: 6 }, { code: 'unreached-state' }],
      },
    ]);
    expect(await runtime.start({ workflowId: 'pure', data: {} })).toMatchObject({ state: 'COMPLETED' });
    await rm(path.join(folder, 'workflows/pure.sw.yaml'));
    await vi.waitFor(() => expect(runtime.definitions.list()).toEqual([]), { timeout: 1000 });
    await expect(runtime.start({ workflowId: 'pure', data: {} })).rejects.toBeInstanceOf(
      UnknownWorkflowError,
    );
  });

  it('keeps the last good form over a restart when only a broken one is on disk', async () => {
    await write('pure.sw.yaml', pure);
    await stop(await start('file'));
    await write('pure.sw.yaml', `${pure}  - {name: B}\n`);
    const runtime = await start('file');
    expect(runtime.definitions.findings()).toHaveLength(1);
    expect(await runtime.start({ workflowId: 'pure', data: {} })).toMatchObject({ state: 'COMPLETED' });
  });

  it('refuses a second document with the same id', async () => {
    await write('a.sw.yaml', pure);
    await write('b.sw.yaml', pure);
    const runtime = await start();
    expect(runtime.definitions.current('pure')?.source.path).toBe('a.sw.yaml');
    expect(runtime.definitions.findings()).toMatchObject([
      { file: 'b.sw.yaml', findings: [{ code: 'duplicate-id' }] },
    ]);
  });

  it('checks the input before there is a run', async () => {
    await write('in.json', '{"type":"object","required":["name"]}');
    await write('pure.sw.yaml', `dataInputSchema: in.json\n${pure}`);
    const runtime = await start();
    const failed = runtime.start({ workflowId: 'pure', data: {} });
    await expect(failed).rejects.toMatchObject({
      code: 'invalid-input',
      violations: [{ path: '/name', message: 'is required' }],
    });
  });

  it('refuses an input that cannot be stored, and fails a step whose result cannot be', async () => {
    await write('pure.sw.yaml', pure);
    await write(
      'nul.sw.yaml',
      `id: nul\nfunctions:\n  - {name: f, type: expression, operation: '{a: ([0] | implode)}'}\nstates:\n  - {name: A, type: operation, actions: [{functionRef: f}], end: true}\n`,
    );
    const runtime = await start();
    await expect(runtime.start({ workflowId: 'pure', data: { a: '\u0000' } })).rejects.toBeInstanceOf(
      InvalidInputError,
    );
    const failed = await runtime.start({ workflowId: 'nul', data: {} });
    expect(failed).toMatchObject({ state: 'ERROR', error: { code: 'data-not-storable' } });
  });

  it('aborts a waiting run once, and keeps what has ended as it is', async () => {
    await write('nap.sw.yaml', nap('PT1H'));
    const runtime = await start();
    const { id } = await runtime.start({ workflowId: 'nap', data: {} });
    const [one, two] = await Promise.all([runtime.abort(id), runtime.abort(id)]);
    expect(one).toMatchObject({ state: 'ABORTED', version: 2 });
    expect(two).toEqual(one);
    await expect(runtime.abort('00000000-0000-7000-8000-000000000000')).rejects.toBeInstanceOf(
      UnknownInstanceError,
    );
  });

  it('keeps many runs apart', async () => {
    await write('calls.sw.yaml', calls(2));
    const runtime = await start();
    const runs = await Promise.all(
      Array.from({ length: 100 }, (_, n) => runtime.start({ workflowId: 'calls', data: { n } })),
    );
    expect(runs.every((run) => run.state === 'COMPLETED')).toBe(true);
    expect(runs.map((run) => run.input)).toEqual(runs.map((_, n) => ({ n })));
    expect(keys).toHaveLength(200);
  });
});
