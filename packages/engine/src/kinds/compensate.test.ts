import { describe, expect, it } from 'vitest';
import { Run, workflow } from '../run.fixture.js';

const STATES = `
  - {name: One, type: inject, data: {n: 1}, compensatedBy: UndoOne, transition: Two}
  - {name: Two, type: inject, data: {n: 2}, compensatedBy: UndoTwo, transition: Plain}
  - {name: Plain, type: inject, data: {}, transition: Decide}
  - name: Decide
    type: switch
    dataConditions: [{condition: .stop, end: {compensate: true}}, {condition: .sleep, transition: Nap}]
    defaultCondition: {transition: {nextState: After, compensate: true}}
  - {name: Nap, type: sleep, duration: PT1H, compensatedBy: UndoOne, end: true}
  - {name: After, type: inject, data: {after: true}, end: true}
  - {name: UndoOne, type: operation, usedForCompensation: true, actions: [{name: undoOne, functionRef: get}]}
  - {name: UndoTwo, type: inject, usedForCompensation: true, data: {undoneTwo: true}, transition: UndoMore}
  - {name: UndoMore, type: inject, usedForCompensation: true, data: {undoneMore: true}}
`;

describe('compensation', () => {
  it('undoes completed states, the newest first, before the transition that asks for it', async () => {
    const run = Run.start(await workflow(STATES));
    expect(run.entered.slice(4).filter((name) => /^(Undo|undo|After)/.test(name))).toEqual([
      'UndoTwo',
      'UndoMore',
      'UndoOne',
      'undoOne',
    ]);
    run.succeed('undoOne', { undoneOne: true });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', compensable: [] });
    expect(run.data).toEqual({ n: 2, undoneTwo: true, undoneMore: true, undoneOne: true, after: true });
  });

  it('undoes before an end that asks for it', async () => {
    const run = Run.start(await workflow(STATES), { stop: true }).succeed('undoOne');
    expect(run.state).toBe('COMPLETED');
    expect(run.entered).not.toContain('After');
  });

  it('undoes when the instance is cancelled, but not the state that had not completed', async () => {
    const run = Run.start(await workflow(STATES), { sleep: true }).take({ type: 'cancelled' });
    expect(run.state).toBe('ACTIVE');
    expect(run.entered.filter((name) => name === 'UndoOne')).toHaveLength(1);
    expect(run.trace).toContainEqual({ type: 'cancelled', node: run.node('Nap'), at: run.now });
    run.succeed('undoOne', { undoneOne: true });
    expect(run.instance).toMatchObject({ state: 'ABORTED', root: { frame: null } });
    expect(run.data).toMatchObject({ undoneTwo: true, undoneOne: true });
  });

  it('gives up undoing when the instance is cancelled again', async () => {
    const run = Run.start(await workflow(STATES), { sleep: true });
    expect(run.take({ type: 'cancelled' }).take({ type: 'cancelled' }).state).toBe('ABORTED');
  });

  it('stops in ERROR when it fails, and goes on when it is repeated', async () => {
    const run = Run.start(await workflow(STATES), { sleep: true })
      .take({ type: 'cancelled' })
      .fail('undoOne');
    expect(run.state).toBe('ERROR');
    expect(run.take({ type: 'retried' }).succeed('undoOne').state).toBe('ABORTED');
  });

  it('undoes a state as often as it had completed', async () => {
    const program = await workflow(`
  - {name: Add, type: operation, actions: [{functionRef: sum, actionDataFilter: {toStateData: .a}}], compensatedBy: Undo, transition: Again}
  - {name: Again, type: switch, dataConditions: [{condition: .a < 3, transition: Add}], defaultCondition: {end: {compensate: true}}}
  - {name: Undo, type: operation, usedForCompensation: true, actions: [{functionRef: sum, actionDataFilter: {toStateData: .undone}}]}
`);
    const run = Run.start(program, { a: 0, b: 1 });
    expect(run.entered.filter((name) => name === 'Undo')).toHaveLength(3);
  });
});
