import type { Instance } from '@orchestrator/engine';
import { describe, expect, it, vi } from 'vitest';
import {
  InvalidInputError,
  MigrationError,
  UnknownInstanceError,
  UnknownNodeError,
  UnknownTaskError,
  UnreachableNodeError,
  WrongStateError,
} from './errors.js';
import { Workbench } from './runtime.fixture.js';
import type { Runtime } from './runtime.js';

const choosing = `
id: choosing
start: Choose
states:
  - name: Choose
    type: switch
    dataConditions: [{condition: .ok, transition: Wait}]
    defaultCondition: {transition: Fail}
  - name: Fail
    type: inject
    data: {failed: true}
    end: true
    metadata: {errorMessage: '"not ok"'}
  - {name: Wait, type: sleep, duration: PT1H, transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;

const branches = `
id: branches
start: Wait
states:
  - {name: Wait, type: sleep, duration: PT1H, transition: Both}
  - name: Both
    type: parallel
    branches: [{name: one, actions: [{name: left, functionRef: f}]}]
    end: true
functions: [{name: f, type: expression, operation: '{}'}]
`;

describe('commands', { timeout: 60_000 }, () => {
  const bench = Workbench.use();

  const failed = async (): Promise<{ runtime: Runtime; run: Instance }> => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = () => 'no JSON';
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'calls', data: {} });
    expect(run.state).toBe('ERROR');
    return { runtime, run };
  };
  const waiting = async (): Promise<{ runtime: Runtime; run: Instance }> => {
    await bench.write('choosing.sw.yaml', choosing);
    const runtime = await bench.start();
    return { runtime, run: await runtime.start({ workflowId: 'choosing', data: { ok: true } }) };
  };

  it('repeat a failed call with a new key, and answer once it is through', async () => {
    const { runtime, run } = await failed();
    bench.answer = () => '{"mended":true}';
    const retried = await runtime.retry(run.id);
    expect(retried).toMatchObject({ state: 'COMPLETED', root: { data: { mended: true } } });
    expect(new Set(bench.keys).size).toBe(2);
    await expect(runtime.retry(run.id)).rejects.toBeInstanceOf(WrongStateError);
  });

  it('leave a failed node behind', async () => {
    const { runtime, run } = await failed();
    expect(await runtime.skip(run.id)).toMatchObject({ state: 'COMPLETED' });
    expect(bench.keys).toHaveLength(1);
  });

  it('hold an instance back and let it go on', async () => {
    const nap = '{name: Wait, type: sleep, duration: PT0.2S, transition: Done}';
    await bench.write('choosing.sw.yaml', choosing.replace(/\{name: Wait.*\}/, nap));
    const runtime = await bench.start();
    const { id } = await runtime.start({ workflowId: 'choosing', data: { ok: true } });
    expect(await runtime.suspend(id)).toMatchObject({ state: 'SUSPENDED' });
    expect(await runtime.suspend(id)).toMatchObject({ state: 'SUSPENDED' });
    await vi.waitFor(async () => expect((await runtime.instance(id))?.held).toHaveLength(1), 5000);
    expect((await runtime.list('choosing')).map((run) => run.state)).toEqual(['SUSPENDED']);
    expect(await runtime.resume(id)).toMatchObject({ state: 'COMPLETED', root: { data: { done: true } } });
    await expect(runtime.resume(id)).rejects.toBeInstanceOf(WrongStateError);
  });

  it('take an instance back to a state with other data', async () => {
    const { runtime, run } = await waiting();
    const rewound = await runtime.rewind(run.id, 'Choose', { ok: false });
    expect(rewound).toMatchObject({ state: 'ERROR', error: { message: 'not ok' } });
    expect(await runtime.rewind(run.id, '/states/3')).toMatchObject({ state: 'COMPLETED' });
    await expect(runtime.rewind(run.id, 'Nowhere')).rejects.toBeInstanceOf(UnknownTaskError);
    await expect(runtime.rewind(run.id, 'Choose')).rejects.toBeInstanceOf(WrongStateError);
    expect(await bench.memory.millisecondsToNextDue()).toBeUndefined();
  });

  it('start a node by its name or id', async () => {
    const { runtime, run } = await waiting();
    expect(await runtime.triggerNode(run.id, 'Fail')).toMatchObject({ state: 'ERROR' });
    await expect(runtime.triggerNode(run.id, 'Nowhere')).rejects.toBeInstanceOf(UnknownTaskError);
    await expect(runtime.triggerNode(run.id, 'compensate')).rejects.toBeInstanceOf(UnknownTaskError);
    await expect(runtime.triggerNode(run.id, '/compensation')).rejects.toBeInstanceOf(UnknownTaskError);
    await runtime.triggerNode(run.id, '/states/2');
    await runtime.suspend(run.id);
    await expect(runtime.triggerNode(run.id, 'Done')).rejects.toBeInstanceOf(WrongStateError);
    await runtime.resume(run.id);
    expect(await runtime.triggerNode(run.id, 'Done')).toMatchObject({ state: 'COMPLETED' });
    expect(await bench.memory.millisecondsToNextDue()).toBeUndefined();
  });

  it('start an action where its place is clear', async () => {
    const { runtime, run } = await failed();
    bench.answer = () => '{"mended":true}';
    expect(await runtime.triggerNode(run.id, '/states/0/actions/0')).toMatchObject({ state: 'COMPLETED' });
    await bench.write('branches.sw.yaml', branches);
    const other = await bench.start();
    const { id } = await other.start({ workflowId: 'branches', data: {} });
    await expect(other.triggerNode(id, 'left')).rejects.toBeInstanceOf(UnreachableNodeError);
    await other.abort(id);
  });

  it('repeat what a node waits for, or give it up', async () => {
    const { runtime, run } = await waiting();
    const node = run.root.frame?.node ?? '';
    const repeated = await runtime.retriggerNode(run.id, node);
    const next = repeated.root.frame?.node ?? '';
    expect(next).not.toBe(node);
    expect(await bench.memory.millisecondsToNextDue()).toBeGreaterThan(0);
    await expect(runtime.retriggerNode(run.id, node)).rejects.toBeInstanceOf(UnknownNodeError);
    await runtime.suspend(run.id);
    await expect(runtime.retriggerNode(run.id, next)).rejects.toBeInstanceOf(WrongStateError);
    await expect(runtime.cancelNode(run.id, next)).rejects.toBeInstanceOf(WrongStateError);
    await runtime.resume(run.id);
    expect(await runtime.cancelNode(run.id, next)).toMatchObject({
      state: 'COMPLETED',
      root: { data: { ok: true } },
    });
    await expect(runtime.cancelNode(run.id, next)).rejects.toBeInstanceOf(UnknownNodeError);
    expect(await bench.memory.millisecondsToNextDue()).toBeUndefined();
  });

  it('make a call anew with a key of its own', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = undefined;
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'calls', data: {}, answer: 'committed' });
    await vi.waitFor(() => expect(bench.keys).toHaveLength(1), 5000);
    bench.answer = () => '{"mended":true}';
    const node = run.root.frame?.child?.node ?? '';
    expect(await runtime.retriggerNode(run.id, node)).toMatchObject({
      state: 'COMPLETED',
      root: { data: { mended: true } },
    });
    expect(new Set(bench.keys).size).toBe(2);
  });

  it('replace and merge the data of an instance', async () => {
    const { runtime, run } = await waiting();
    expect((await runtime.mergeData(run.id, { more: { a: 1 } })).root.data).toEqual({
      ok: true,
      more: { a: 1 },
    });
    expect((await runtime.mergeData(run.id, { more: { b: 2 } })).root.data).toEqual({
      ok: true,
      more: { a: 1, b: 2 },
    });
    expect((await runtime.replaceData(run.id, { new: 1 })).root.data).toEqual({ new: 1 });
    for (const bad of [
      () => runtime.replaceData(run.id, '\u0000'),
      () => runtime.mergeData(run.id, { a: '\u0000' }),
    ])
      await expect(bad()).rejects.toBeInstanceOf(InvalidInputError);
    expect(await runtime.instance(run.id)).toMatchObject({
      state: 'ACTIVE',
      version: 4,
      root: { data: { new: 1 } },
    });
    await runtime.abort(run.id);
    for (const late of [() => runtime.replaceData(run.id, {}), () => runtime.mergeData(run.id, {})])
      await expect(late()).rejects.toBeInstanceOf(WrongStateError);
  });

  it('let an instance follow another definition of its workflow', async () => {
    const { runtime, run } = await waiting();
    const changed = choosing.replace('done: true', 'migrated: true');
    await bench.write('choosing.sw.yaml', changed);
    await bench.write('calls.sw.yaml', bench.calls(1));
    const hash = await vi.waitFor(() => {
      const current = runtime.definitions.current('choosing');
      expect(current?.source.text).toBe(changed);
      expect(runtime.definitions.current('calls')).toBeDefined();
      return current?.hash ?? '';
    }, 5000);
    await runtime.migrate(run.id, hash);
    expect(await runtime.rewind(run.id, 'Done')).toMatchObject({
      state: 'COMPLETED',
      definition: hash,
      root: { data: { migrated: true } },
    });
    const other = await runtime.start({ workflowId: 'choosing', data: { ok: true } });
    const foreign = runtime.definitions.current('calls')?.hash ?? '';
    await expect(runtime.migrate(other.id, foreign)).rejects.toBeInstanceOf(MigrationError);
    await expect(runtime.migrate(other.id, 'nothing')).rejects.toBeInstanceOf(MigrationError);
  });

  it('begin at a state that is asked for', async () => {
    const { runtime } = await waiting();
    const run = await runtime.start({ workflowId: 'choosing', data: {}, startFrom: 'Done' });
    expect(run).toMatchObject({ state: 'COMPLETED', root: { data: { done: true } } });
    const lost = runtime.start({ workflowId: 'choosing', data: {}, startFrom: 'Nowhere' });
    await expect(lost).rejects.toBeInstanceOf(UnknownTaskError);
  });

  it('set variables of a run beside those that it has', async () => {
    const { runtime } = await waiting();
    const data = { ok: true };
    const { id } = await runtime.start({ workflowId: 'choosing', data, variables: { a: 1, b: 1 } });
    await runtime.mergeVariables(id, { b: 2, c: 2 });
    expect(await runtime.instance(id)).toMatchObject({ variables: { a: 1, b: 2, c: 2 }, root: { data } });
    await expect(runtime.mergeVariables(id, { d: '\0' })).rejects.toBeInstanceOf(InvalidInputError);
    await runtime.abort(id);
    await expect(runtime.mergeVariables(id, {})).rejects.toBeInstanceOf(WrongStateError);
  });

  it('to nobody are refused', async () => {
    const runtime = await bench.start();
    const orders = [
      () => runtime.retry('x'),
      () => runtime.suspend('x'),
      () => runtime.mergeData('x', {}),
      () => runtime.mergeVariables('x', {}),
      () => runtime.rewind('x', 'A'),
      () => runtime.triggerNode('x', 'A'),
      () => runtime.retriggerNode('x', 'x:1'),
      () => runtime.cancelNode('x', 'x:1'),
      () => runtime.migrate('x', 'hash'),
    ];
    for (const order of orders) await expect(order()).rejects.toBeInstanceOf(UnknownInstanceError);
  });
});
