import { describe, expect, it } from 'vitest';
import { NOW, Run, workflow } from '../run.fixture.js';

const PARENT = {
  instanceId: 'parent',
  node: 'parent:3',
  child: 'run',
  rootInstanceId: 'root',
  rootWorkflowId: 'r',
};

describe('continueAs', () => {
  it('ends the instance and starts another one with its data', async () => {
    const program = await workflow(`
  - {name: Last, type: inject, data: {n: 1}, end: {continueAs: other}}
`);
    const run = new Run(program, { data: { a: 1 }, businessKey: 'key', headers: { h: 'v' } }).take({
      type: 'started',
    });
    expect(run.state).toBe('COMPLETED');
    const [start] = run.of('start');
    expect(start).toMatchObject({
      workflowId: 'other',
      data: { a: 1, n: 1 },
      businessKey: 'key',
      headers: { h: 'v' },
    });
    expect(run.trace.at(-1)).toEqual({ type: 'exited', node: start?.node, at: NOW });
    expect(start?.instanceId).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('takes version, data and time limit from the document', async () => {
    const program = await workflow(`
  - {name: Last, type: inject, data: {n: 1}, end: {continueAs: {workflowId: other, version: '2', data: '\${ {m: .n} }', workflowExecTimeout: {duration: PT1M}}}}
`);
    expect(Run.start(program).of('start')).toMatchObject([
      { workflowId: 'other', version: '2', data: { m: 1 }, deadline: NOW + 60_000 },
    ]);
  });

  it('lets a parent wait for the new instance instead', async () => {
    const program = await workflow(`
  - {name: Last, type: inject, data: {}, end: {continueAs: other}}
`);
    const run = new Run(program, { parent: PARENT }).take({ type: 'started' });
    const [start] = run.of('start');
    expect(start?.parent).toEqual(PARENT);
    expect(run.of('message')).toEqual([
      {
        type: 'message',
        to: 'parent',
        fact: { type: 'child-replaced', node: 'parent:3', instanceId: 'run', by: start?.instanceId },
      },
    ]);
  });
});
