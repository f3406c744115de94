import { describe, expect, it } from 'vitest';
import { advance } from '../advance.js';
import type { Fact } from '../facts.js';
import { NOW, Run, workflow } from '../run.fixture.js';

type ChildEnded = Extract<Fact, { type: 'child-ended' }>;

const DETACHED = `
  - name: Both
    type: operation
    actions:
      - {subFlowRef: {workflowId: one, invoke: async, onParentComplete: terminate}}
      - {subFlowRef: {workflowId: two, invoke: async, onParentComplete: terminate}}
    transition: Nap
  - {name: Nap, type: sleep, duration: PT1H, end: true}
`;

/** A run with two detached children, and their ids. */
async function withDetached(dialect?: 'spec'): Promise<{ run: Run; one: string; two: string }> {
  const run = Run.start(await workflow(DETACHED, '', dialect));
  const [one = '', two = ''] = run.of('start').map(({ instanceId }) => instanceId);
  return { run, one, two };
}

function ended(instanceId: string, more: Partial<ChildEnded> = {}): ChildEnded {
  return { type: 'child-ended', instanceId, state: 'COMPLETED', data: {}, ...more };
}

describe('a detached child', () => {
  it('is cancelled with its parent unless it has ended before', async () => {
    const { run, one, two } = await withDetached();
    run.take(ended(one));
    expect(run.instance.children).toEqual([{ instanceId: two, onParentEnd: 'terminate' }]);
    run.take({ type: 'cancelled' });
    expect(run.of('message').map(({ to }) => to)).toEqual([two]);
  });

  it('is cancelled under the id that it has gone on as', async () => {
    const { run, one, two } = await withDetached();
    run.take({ type: 'child-replaced', instanceId: two, by: 'new' }).take({ type: 'cancelled' });
    expect(run.of('message').map(({ to }) => to)).toEqual([one, 'new']);
  });

  it('may still be repaired when it is in ERROR, so its parent keeps it', async () => {
    for (const dialect of [undefined, 'spec'] as const) {
      const { run, one } = await withDetached(dialect);
      const fact = ended(one, { state: 'ERROR' });
      expect(advance(run.program, run.instance, fact, NOW).instance).toBe(run.instance);
    }
  });

  it('is not mistaken for an instance that the parent does not know', async () => {
    const { run } = await withDetached();
    for (const fact of [
      ended('stranger'),
      { type: 'child-replaced', instanceId: 'stranger', by: 'new' } as const,
    ]) {
      expect(advance(run.program, run.instance, fact, NOW).instance).toBe(run.instance);
    }
  });
});

describe('a child that is waited for', () => {
  const states = (more = ''): string => `
  - {name: Sub, type: operation, actions: [{name: child, subFlowRef: other, actionDataFilter: {toStateData: .sub}}]${more}, end: true}
`;

  /** A run that waits for a child, and the child's id. */
  async function waiting(more?: string, dialect?: 'spec'): Promise<{ run: Run; child: string }> {
    const run = Run.start(await workflow(states(more), '', dialect), { a: 1 });
    return { run, child: run.of('start')[0]?.instanceId ?? '' };
  }

  it('brings its data where the action wants them', async () => {
    const { run, child } = await waiting();
    run.take(ended(child, { node: run.node('child'), data: { b: 2 } }));
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { a: 1, sub: { b: 2 } } } });
    expect(run.trace).toContainEqual({ type: 'exited', node: run.node('child'), at: NOW, output: { b: 2 } });
  });

  it('is the one whose id the node waits for, and no other', async () => {
    const { run, child } = await waiting();
    const node = run.node('child');
    for (const fact of [
      ended('stranger', { node }),
      ended(child, { node: run.node('Sub') }),
      ended(child, { node: 'run:99' }),
      { type: 'child-replaced', node, instanceId: 'stranger', by: 'new' } as const,
      { type: 'child-replaced', node: run.node('Sub'), instanceId: child, by: 'new' } as const,
      { type: 'child-replaced', node: 'run:99', instanceId: child, by: 'new' } as const,
    ]) {
      expect(advance(run.program, run.instance, fact, NOW).instance).toBe(run.instance);
    }
  });

  it('settles the time limit of its try when it ends, and is not told to end', async () => {
    const { run, child } = await waiting(', timeouts: {stateExecTimeout: {single: PT5S, total: PT1H}}');
    const node = run.node('child');
    run.take(ended(child, { node }));
    expect(run.news).toContainEqual({ type: 'settled', node, what: 'wait' });
    expect(run.of('message')).toEqual([]);
  });

  it('fails its parent with a sentence when it was aborted', async () => {
    const { run, child } = await waiting();
    run.take(ended(child, { node: run.node('child'), state: 'ABORTED' }));
    expect(run.instance.error).toMatchObject({
      code: 'child-aborted',
      message: 'The workflow that "child" runs was aborted.',
    });
  });

  it('fails its parent in spec with its own error, or else with a sentence', async () => {
    const silent = await waiting('', 'spec');
    silent.run.take(ended(silent.child, { node: silent.run.node('child'), state: 'ERROR' }));
    expect(silent.run.instance.error).toMatchObject({
      code: 'child-failed',
      message: 'The workflow that "child" runs was stopped by an error.',
    });
    const { run, child } = await waiting('', 'spec');
    const error = { code: 'http-status', message: 'no' };
    run.take(ended(child, { node: run.node('child'), state: 'ERROR', error }));
    expect(run.instance.error).toMatchObject(error);
  });
});

describe('a parent', () => {
  const asked = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], end: true}
`;
  const parent = { instanceId: 'p', child: 'run', rootInstanceId: 'p', rootWorkflowId: 'p' };

  it('is told why its child stopped', async () => {
    const run = new Run(await workflow(asked), { parent: { ...parent, node: 'p:1' } });
    run.take({ type: 'started' }).fail('ask', { code: 'http-status', message: 'no', status: 500 });
    expect(run.of('message')).toEqual([
      {
        type: 'message',
        to: 'p',
        fact: {
          type: 'child-ended',
          node: 'p:1',
          instanceId: 'run',
          state: 'ERROR',
          data: {},
          error: { code: 'http-status', message: 'no' },
        },
      },
    ]);
  });

  it('that does not wait is told of no node', async () => {
    const run = new Run(await workflow(asked), { parent }).take({ type: 'started' }).succeed('ask');
    expect(run.of('message').map(({ fact }) => fact)).toEqual([ended('run')]);
  });
});
