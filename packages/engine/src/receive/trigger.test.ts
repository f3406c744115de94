import { CANCEL_COMPENSATION } from '@orchestrator/definition';
import { describe, expect, it } from 'vitest';
import { advance } from '../advance.js';
import { NOW, Run, workflow } from '../run.fixture.js';

const STATES = `
  - {name: One, type: inject, data: {}, compensatedBy: Undo, transition: Ask}
  - {name: Ask, type: operation, stateDataFilter: {input: '. + {asked: true}'}, actions: [{name: ask, functionRef: get}, {name: more, functionRef: get}], end: {produceEvents: [{eventRef: told}]}}
  - {name: Undo, type: inject, usedForCompensation: true, data: {undone: true}}
  - {name: Both, type: parallel, branches: [{name: A, actions: [{name: a, functionRef: get}, {name: a2, functionRef: put}]}, {name: B, actions: [{name: b, functionRef: get}]}], end: true}
  - {name: Each, type: foreach, mode: parallel, inputCollection: '[1, 2]', iterationParam: item, actions: [{name: item, functionRef: get}], end: true}
`;
const EVENTS = 'events: [{name: told, type: told, kind: produced}]';

const start = async (): Promise<Run> => Run.start(await workflow(STATES, EVENTS));
const trigger = (run: Run, task: string): Run => run.take({ type: 'node-triggered', task });

/** Whether the instance stays the very same. */
function ignores(run: Run, task: string): boolean {
  return advance(run.program, run.instance, { type: 'node-triggered', task }, NOW).instance === run.instance;
}

describe('starting a node', () => {
  it('enters a state in place of what is active', async () => {
    const run = await start();
    const node = run.node('ask');
    trigger(run, '/states/3');
    expect(run.news).toContainEqual({ type: 'settled', node, what: 'call' });
    expect(run.entered.slice(-5)).toEqual(['Both', 'A', 'a', 'B', 'b']);
    expect(run.instance.compensable).toEqual(['/states/0']);
  });

  it('takes an instance out of ERROR and out of its end', async () => {
    expect(trigger((await start()).fail('ask'), '/states/2').instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: { undone: true } },
    });
  });

  it('does not undo twice what is done again', async () => {
    const run = trigger(await start(), '/states/0').take({ type: 'cancelled' });
    expect(run.entered.filter((name) => name === 'Undo')).toHaveLength(1);
  });

  it('goes on with another action where the actions around it are being run', async () => {
    const run = trigger(await start(), '/states/1/actions/1');
    expect(run.entered).toEqual(['One', 'Ask', 'ask', 'more']);
    trigger(run, '/states/1/actions/0');
    expect(run.entered.slice(-1)).toEqual(['ask']);
    expect(run.succeed('ask').succeed('more').state).toBe('COMPLETED');
  });

  it('goes on with another action of one branch alone, also where it has failed', async () => {
    const run = trigger(trigger(await start(), '/states/3'), '/states/3/branches/0/actions/1');
    expect(run.entered.slice(-1)).toEqual(['a2']);
    run.fail('a2');
    trigger(run, '/states/3/branches/0/actions/0');
    expect(run.instance.state).toBe('ACTIVE');
    expect(run.succeed('b').succeed('a').succeed('a2').state).toBe('COMPLETED');
  });

  it('enters the state of an action at this action', async () => {
    const run = trigger(trigger(await start(), '/states/3'), '/states/1/actions/1');
    expect(run.entered.slice(-2)).toEqual(['Ask', 'more']);
    expect(run.data).toEqual({ asked: true });
    expect(run.succeed('more').of('publish')).toHaveLength(1);
  });

  it('does what a state does on its way out', async () => {
    const run = trigger(await start(), '/states/1/end/produceEvents/0');
    expect(run.of('publish')).toHaveLength(1);
    expect(run.state).toBe('COMPLETED');
  });

  it('needs one place where the node belongs, and an instance that is not suspended', async () => {
    const run = await start();
    expect(ignores(run, '/states/9')).toBe(true);
    expect(ignores(run, CANCEL_COMPENSATION)).toBe(true);
    expect(ignores(run, '/states/3/branches/0')).toBe(true);
    expect(ignores(run, '/states/3/branches/0/actions/0')).toBe(true);
    expect(ignores(trigger(run, '/states/4'), '/states/4/actions/0')).toBe(true);
    expect(ignores((await start()).take({ type: 'suspended' }), '/states/3')).toBe(true);
  });
});
