import { describe, expect, it } from 'vitest';
import { advance } from '../advance.js';
import { NOW, Run, workflow } from '../run.fixture.js';
import { migrateInstance } from './migrate.js';
import { upgradeInstance } from './upgrade.js';

const STATES = `
  - {name: Nap, type: sleep, duration: PT1S, transition: Ask}
  - {name: Ask, type: operation, actions: [{functionRef: sum}, {name: ask, functionRef: get}], end: true}
`;

describe('an instance of format 1', () => {
  it('goes on where it was', async () => {
    const program = await workflow(STATES);
    const old = {
      format: 1,
      id: 'run',
      workflowId: 'w',
      definition: program.hash,
      version: 3,
      state: 'ACTIVE',
      startedAt: NOW,
      variables: {},
      input: {},
      root: {
        data: { a: 1, b: 2 },
        frame: {
          task: '/states/1',
          node: 'run:2',
          index: 1,
          child: { task: '/states/1/actions/1', node: 'run:4', wait: { for: 'call', attempt: 1 } },
        },
      },
      entered: 4,
      stepsSinceWait: 2,
    };
    const instance = upgradeInstance(old);
    const done = advance(program, instance, { type: 'call-succeeded', node: 'run:4', result: { c: 3 } }, NOW);
    expect(done.instance).toMatchObject({
      format: 2,
      state: 'COMPLETED',
      version: 3,
      root: { data: { a: 1, b: 2, c: 3 } },
    });
  });

  /** An instance of format 1 in the action of its second state. */
  const asking = {
    format: 1,
    id: 'run',
    workflowId: 'w',
    definition: 'hash',
    version: 1,
    state: 'ACTIVE',
    startedAt: NOW,
    variables: {},
    input: {},
    entered: 4,
    stepsSinceWait: 1,
    root: {
      data: {},
      frame: {
        task: '/states/1',
        node: 'run:2',
        index: 1,
        child: { task: '/states/1/actions/1', node: 'run:4' },
      },
    },
  };

  it('gets what later formats keep, and nothing else', () => {
    expect(upgradeInstance(asking)).toStrictEqual({
      ...asking,
      format: 2,
      headers: {},
      produced: 0,
      correlation: {},
      compensable: [],
      children: [],
      held: [],
      root: {
        data: {},
        index: 0,
        frame: {
          task: '/states/1',
          node: 'run:2',
          progress: { kind: 'do', index: 1 },
          child: { task: '/states/1/actions/1', node: 'run:4' },
        },
      },
    });
  });

  it('has failed only where its error says', () => {
    const error = { code: 'x', message: 'x', task: '/states/1/actions/1', node: 'run:4' };
    const { root } = upgradeInstance({ ...asking, state: 'ERROR', error } as { format: number });
    expect(root.frame).not.toHaveProperty('failed');
    expect(root.frame?.child).toMatchObject({ node: 'run:4', failed: true });
    const aborted = upgradeInstance({ ...asking, state: 'ABORTED', error } as { format: number });
    expect(aborted.root.frame?.child).not.toHaveProperty('failed');
  });

  it('is in no task that runs another one where it counted only the next one', () => {
    const frame = { task: '/states/1', node: 'run:2', index: 1 };
    const { root } = upgradeInstance({ ...asking, root: { data: {}, frame } } as { format: number });
    expect(root.frame).toStrictEqual({ task: '/states/1', node: 'run:2' });
  });

  it('can be repeated where it had failed', async () => {
    const program = await workflow(STATES);
    const failed = upgradeInstance({
      ...asking,
      definition: program.hash,
      state: 'ERROR',
      error: { code: 'x', message: 'x', task: '/states/0', node: 'run:1' },
      root: { data: {}, frame: { task: '/states/0', node: 'run:1' } },
    } as { format: number });
    expect(advance(program, failed, { type: 'retried' }, NOW).effects).toContainEqual(
      expect.objectContaining({ type: 'timer', timer: 'wait' }),
    );
  });

  it('is left as it is in the present format and refused in a newer one', async () => {
    const { instance } = Run.start(await workflow(STATES));
    expect(upgradeInstance(instance)).toBe(instance);
    expect(() => upgradeInstance({ format: 99 })).toThrow(/newer version/);
  });
});

describe('an instance that does not fit its definition', () => {
  it('stops in ERROR where that matters', async () => {
    const program = await workflow(STATES);
    const run = Run.start(program, { a: 1, b: 2 }).fire('Nap');
    const [node, frame] = [run.node('ask'), run.instance.root.frame];
    run.instance = {
      ...run.instance,
      root: { ...run.instance.root, frame: frame && { ...frame, progress: { kind: 'fork', done: {} } } },
    };
    run.take({ type: 'call-succeeded', node, result: {} });
    expect(run.instance).toMatchObject({
      state: 'ERROR',
      error: {
        code: 'definition-mismatch',
        message: 'The instance was not in a task of the kind "do" at /states/1.',
      },
    });
  });
});

describe('migration', () => {
  it('does not undo what the other definition has no way to undo', async () => {
    const states = (more: string): string => `
  - {name: One, type: inject, data: {}${more}, transition: Nap}
  - {name: Nap, type: sleep, duration: PT1S, end: true}
  - {name: Undo, type: inject, data: {undone: true}, usedForCompensation: true}
`;
    const from = await workflow(states(', compensatedBy: Undo'));
    const to = await workflow(states(''));
    const moved = migrateInstance(from, to, Run.start(from).instance);
    if (!('instance' in moved)) throw new Error(moved.problems.join());
    expect(advance(to, moved.instance, { type: 'cancelled' }, NOW).instance).toMatchObject({
      state: 'ABORTED',
      root: { data: {} },
    });
  });

  it('moves an instance to the states of the same names', async () => {
    const from = await workflow(STATES);
    const to = await workflow(`
  - {name: Before, type: inject, data: {}, transition: Nap}
  - {name: Nap, type: sleep, duration: PT9S, transition: Late}
  - {name: Late, type: inject, data: {late: true}, end: true}
`);
    const run = Run.start(from);
    const moved = migrateInstance(from, to, run.instance);
    if (!('instance' in moved)) throw new Error(moved.problems.join());
    expect(moved.instance).toMatchObject({
      definition: to.hash,
      root: { frame: { task: '/states/1', node: 'run:1' } },
    });
    const done = advance(
      to,
      moved.instance,
      { type: 'timer-fired', node: 'run:1', timer: 'wait' },
      NOW + 1000,
    );
    expect(done.instance).toMatchObject({ state: 'COMPLETED', root: { data: { late: true } } });
  });

  it('says which tasks have no counterpart, and takes one from the mapping', async () => {
    const from = await workflow(STATES);
    const to = await workflow(`
  - {name: Rest, type: sleep, duration: PT1S, end: true}
  - {name: Nap, type: inject, data: {}, end: true}
`);
    const { instance } = Run.start(from);
    const refused = migrateInstance(from, to, instance);
    expect(refused).toMatchObject({ problems: [expect.stringContaining('"Nap" (/states/0)') as string] });
    expect(migrateInstance(from, to, instance, { '/states/0': '/states/0' })).toHaveProperty('instance');
    expect(migrateInstance(from, to, instance, { '/states/0': '/states/1' })).toHaveProperty('problems');
  });
});
