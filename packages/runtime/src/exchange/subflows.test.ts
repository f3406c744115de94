import { describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

const parent = (action: string): string => `
id: parent
start: Run
states:
  - name: Run
    type: operation
    actions: [{subFlowRef: ${action}, actionDataFilter: {toStateData: .child}}]
    end: true
`;

const child = `
id: child
version: '1'
start: A
states:
  - {name: A, type: inject, data: {done: true}, end: true}
`;

const waiting = `
id: child
start: Wait
events: [{name: go, type: go, source: ''}]
states:
  - {name: Wait, type: event, onEvents: [{eventRefs: [go]}], end: true}
`;

describe('subflows', { timeout: 60_000 }, () => {
  const bench = Workbench.use();

  it('run as instances of their own, whose result a start waits for', async () => {
    await bench.write('parent.sw.yaml', parent('child'));
    await bench.write('child.sw.yaml', child);
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'parent', data: { a: 1 } });
    expect(run).toMatchObject({ state: 'COMPLETED', root: { data: { a: 1, child: { a: 1, done: true } } } });
    const where = { field: 'parentProcessInstanceId', operator: 'equal', value: run.id } as const;
    expect(await bench.memory.index.instances({ where })).toMatchObject([
      { processId: 'child', state: 'COMPLETED', rootProcessInstanceId: run.id, rootProcessId: 'parent' },
    ]);
  });

  it('that wait for something outside let their parents rest, and end with them', async () => {
    await bench.write('parent.sw.yaml', parent('child'));
    await bench.write('child.sw.yaml', waiting);
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'parent', data: {} });
    expect(run.state).toBe('ACTIVE');
    const inner = await bench.only(runtime, 'child');
    expect(await runtime.abort(run.id)).toMatchObject({ state: 'ABORTED' });
    expect(await bench.ended(runtime, inner.id)).toMatchObject({ state: 'ABORTED' });
    const left = (): Promise<number | undefined> => bench.memory.inbox.millisecondsToNext();
    await vi.waitFor(async () => expect(await left()).toBeUndefined(), 10_000);
  });

  it('that do not exist fail the action that runs them', async () => {
    await bench.write('parent.sw.yaml', parent('nowhere'));
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'parent', data: {} });
    expect(run).toMatchObject({ state: 'ERROR', error: { code: 'unknown-workflow' } });
  });

  it('follow the version that is asked for, also when it is no longer in force', async () => {
    await bench.write('parent.sw.yaml', parent("{workflowId: child, version: '1'}"));
    await bench.write('child.sw.yaml', child);
    const runtime = await bench.start();
    await bench.write('child.sw.yaml', child.replace("'1'", "'2'").replace('done', 'changed'));
    await vi.waitFor(() => expect(runtime.definitions.current('child')?.version).toBe('2'), 5000);
    const run = await runtime.start({ workflowId: 'parent', data: {} });
    expect(run.root.data).toEqual({ child: { done: true } });
    const old = await runtime.start({ workflowId: 'child', version: '1', data: {} });
    expect(old.root.data).toEqual({ done: true });
    await expect(runtime.start({ workflowId: 'child', version: '3', data: {} })).rejects.toMatchObject({
      code: 'unknown-workflow',
    });
  });

  it('whose input does not fit fail the action that runs them', async () => {
    await bench.write('parent.sw.yaml', parent('child'));
    await bench.write('in.json', '{"type":"object","required":["name"]}');
    await bench.write('child.sw.yaml', `dataInputSchema: in.json\n${child}`);
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'parent', data: {} });
    expect(run).toMatchObject({ state: 'ERROR', error: { code: 'invalid-input' } });
  });

  it('run each other many levels deep', async () => {
    await bench.write('parent.sw.yaml', parent('level1'));
    for (let level = 1; level <= 5; level += 1)
      await bench.write(
        `l${level}.sw.yaml`,
        parent(level === 5 ? 'child' : `level${level + 1}`).replace('id: parent', `id: level${level}`),
      );
    await bench.write('child.sw.yaml', child);
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'parent', data: {} });
    expect(run.state).toBe('COMPLETED');
    expect(JSON.stringify(run.root.data)).toContain('"done":true');
  });
});

describe('continuations', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const relay = `
id: relay
start: A
states:
  - {name: A, type: inject, data: {relayed: true}, end: {continueAs: child}}
`;

  it('go on as another instance, whose result a parent gets', async () => {
    await bench.write('parent.sw.yaml', parent('relay'));
    await bench.write('relay.sw.yaml', relay);
    await bench.write('child.sw.yaml', child);
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'parent', data: {} });
    expect(run).toMatchObject({
      state: 'COMPLETED',
      root: { data: { child: { relayed: true, done: true } } },
    });
    expect(run.root.frame).toBeNull();
  });
});
