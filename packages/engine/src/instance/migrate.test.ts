import { describe, expect, it } from 'vitest';
import type { Program, TaskId } from '@orchestrator/definition';
import { advance } from '../advance.js';
import { NOW, Run, workflow } from '../run.fixture.js';
import type { Instance } from './instance.js';
import { migrateInstance } from './migrate.js';

/** Moves the instance of a run; what stands in the way is the error. */
function move(run: Run, to: Program, mapping?: { readonly [task: TaskId]: TaskId }): Instance {
  const moved = migrateInstance(run.program, to, run.instance, mapping);
  if (!('instance' in moved)) throw new Error(moved.problems.join(' '));
  return moved.instance;
}

const ASK = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], end: true}
`;

describe('migration', () => {
  it('changes nothing but the definition where all tasks have stayed in place', async () => {
    const from = await workflow(ASK);
    const to = await workflow(
      ASK.replace('end: true', 'transition: More') + '  - {name: More, type: inject, data: {}, end: true}\n',
    );
    const run = Run.start(from);
    expect(move(run, to)).toStrictEqual({ ...run.instance, definition: to.hash });
  });

  it('moves the actions inside a state along with it', async () => {
    const run = Run.start(await workflow(ASK));
    const to = await workflow(`
  - {name: Before, type: inject, data: {}, transition: Ask}${ASK}`);
    const instance = move(run, to);
    expect(instance.root.frame).toMatchObject({ task: '/states/1', child: { task: '/states/1/actions/0' } });
    const fact = { type: 'call-succeeded', node: run.node('ask'), result: { n: 1 } } as const;
    expect(advance(to, instance, fact, NOW).instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: { n: 1 } },
    });
  });

  it('moves branches with what runs in them', async () => {
    const states = `
  - name: Both
    type: parallel
    branches:
      - {name: A, actions: [{name: a, functionRef: get}]}
      - {name: B, actions: [{name: b, functionRef: get}]}
    end: true
`;
    const run = Run.start(await workflow(states));
    const to = await workflow(`
  - {name: Before, type: inject, data: {}, transition: Both}${states}`);
    let instance = move(run, to);
    for (const name of ['a', 'b']) {
      const fact = { type: 'call-succeeded', node: run.node(name), result: { [name]: 1 } } as const;
      instance = advance(to, instance, fact, NOW).instance;
    }
    expect(instance).toMatchObject({ state: 'COMPLETED', root: { data: { a: 1, b: 1 } } });
  });

  it('moves the place of an error, so that it can be repeated there', async () => {
    const run = Run.start(await workflow(ASK)).fail('ask');
    const to = await workflow(`
  - {name: Before, type: inject, data: {}, transition: Ask}${ASK}`);
    const instance = move(run, to);
    expect(instance.error).toEqual({ ...run.instance.error, task: '/states/1/actions/0' });
    const { effects } = advance(to, instance, { type: 'retried' }, NOW);
    expect(effects).toContainEqual(expect.objectContaining({ type: 'call', attempt: 1 }));
  });

  it('moves what has still to be undone', async () => {
    const states = (before: string): string => `${before}
  - {name: One, type: inject, data: {}, compensatedBy: UndoOne, transition: Two}
  - {name: Two, type: inject, data: {}, compensatedBy: UndoTwo, transition: Nap}
  - {name: Nap, type: sleep, duration: PT1H, end: true}
  - {name: UndoOne, type: inject, data: {undoneOne: true}, usedForCompensation: true}
  - {name: UndoTwo, type: operation, actions: [{name: undoTwo, functionRef: get}], usedForCompensation: true}
`;
    const run = Run.start(await workflow(states(''))).take({ type: 'cancelled' });
    const to = await workflow(states('\n  - {name: Before, type: inject, data: {}, transition: One}'));
    const fact = { type: 'call-succeeded', node: run.node('undoTwo'), result: { undoneTwo: true } } as const;
    expect(advance(to, move(run, to), fact, NOW).instance).toMatchObject({
      state: 'ABORTED',
      root: { data: { undoneOne: true, undoneTwo: true } },
    });
  });

  it('tells states apart by their names, not by their places', async () => {
    const from = await workflow(`
  - {name: Choose, type: switch, dataConditions: [{condition: .b, transition: B}], defaultCondition: {transition: A}}
  - {name: A, type: operation, actions: [{name: ask, functionRef: get}], end: true}
  - {name: B, type: operation, actions: [{name: ask, functionRef: get}], end: true}
`);
    const to = await workflow(`
  - {name: Choose, type: switch, dataConditions: [{condition: .b, transition: B}], defaultCondition: {transition: A}}
  - {name: B, type: operation, actions: [{name: ask, functionRef: get}], end: true}
  - {name: A, type: operation, actions: [{name: ask, functionRef: get}], end: true}
`);
    for (const [b, state] of [
      [false, '/states/2'],
      [true, '/states/1'],
    ] as const) {
      expect(move(Run.start(from, { b }), to).root.frame).toMatchObject({
        task: state,
        child: { task: `${state}/actions/0` },
      });
    }
  });

  it('asks which of several actions of one name is meant, unless one is in the same place', async () => {
    const states = (actions: string): string => `
  - {name: Ask, type: operation, actions: [${actions}], end: true}
`;
    const from = await workflow(states('{functionRef: sum}, {name: ask, functionRef: get}'));
    const run = Run.start(from, { a: 1, b: 1 });
    const ask = '{name: ask, functionRef: get}';
    const same = await workflow(states(`${ask}, ${ask}`));
    expect(move(run, same).root.frame?.child?.task).toBe('/states/0/actions/1');
    const other = await workflow(states(`${ask}, {functionRef: sum}, ${ask}`));
    expect(migrateInstance(from, other, run.instance)).toEqual({
      problems: [
        '"ask" (/states/0/actions/1) has no counterpart of the same kind in the other definition; name one in the mapping.',
      ],
    });
    const mapping = { '/states/0/actions/1': '/states/0/actions/2' };
    expect(move(run, other, mapping).root.frame?.child?.task).toBe('/states/0/actions/2');
  });

  it('refuses a mapping to a task that is not there', async () => {
    const run = Run.start(await workflow(ASK));
    const mapping = { '/states/0/actions/0': '/states/7' };
    expect(migrateInstance(run.program, run.program, run.instance, mapping)).toHaveProperty('problems');
  });

  it('names a task by its id when its own definition does not know it', async () => {
    const run = Run.start(await workflow(ASK));
    const root = { ...run.instance.root, frame: { task: '/states/7', node: 'run:1' } };
    expect(migrateInstance(run.program, run.program, { ...run.instance, root })).toEqual({
      problems: [
        '"/states/7" (/states/7) has no counterpart of the same kind in the other definition; name one in the mapping.',
      ],
    });
  });
});
