import { describe, expect, it } from 'vitest';
import { NOW, Run, workflow } from '../run.fixture.js';

const SECTIONS = `
timeouts: {workflowExecTimeout: PT2H}
events: [{name: paid, type: order.paid, source: shop}]`;

const states = `
  - {name: Nap, type: sleep, duration: PT1H, transition: Pay}
  - {name: Pay, type: event, onEvents: [{eventRefs: [paid]}], timeouts: {eventTimeout: PT1H}, end: true}
`;

const started = async (): Promise<Run> => Run.start(await workflow(states, SECTIONS));
const later = NOW + 7_200_000;

describe('a timer that an operator moves', () => {
  it('wakes its node at the other time, and not at the one before', async () => {
    const run = await started();
    const timer = { node: run.node('Nap'), timer: 'wait' } as const;
    const [before] = run.of('timer').filter(({ node }) => node === timer.node);
    run.take({ type: 'timer-moved', ...timer, due: later });
    expect(run.news).toEqual([{ type: 'timer', ...timer, due: later }]);
    // Somebody had taken it up already when it was moved.
    const { instance } = run;
    run.take({ type: 'timer-fired', ...timer, due: before?.due ?? 0 });
    expect(run.instance).toEqual(instance);
    run.take({ type: 'timer-fired', ...timer, due: later });
    expect(run.node('Pay')).toBeDefined();
  });

  it('can be made earlier', async () => {
    const run = await started();
    const timer = { node: run.node('Nap'), timer: 'wait' } as const;
    run.take({ type: 'timer-moved', ...timer, due: NOW }).take({ type: 'timer-fired', ...timer, due: NOW });
    expect(run.node('Pay')).toBeDefined();
  });

  it('wakes nobody any more once it is taken away', async () => {
    const run = await started();
    const timer = { node: run.node('Nap'), timer: 'wait' } as const;
    run.take({ type: 'timer-moved', ...timer });
    expect(run.news).toEqual([{ type: 'settled', node: timer.node, what: 'wait' }]);
    const { instance } = run;
    run.take({ type: 'timer-fired', ...timer }).take({ type: 'timer-moved', ...timer, due: later });
    expect(run.instance).toEqual(instance);
    run.take({ type: 'node-retriggered', node: timer.node });
    expect(run.news).toContainEqual(expect.objectContaining({ type: 'timer', timer: 'wait' }));
  });

  it('leaves what else its node waits for', async () => {
    const run = (await started()).fire('Nap');
    const timer = { node: run.node('Pay'), timer: 'wait' } as const;
    run.take({ type: 'timer-moved', ...timer });
    expect(run.instance.root.frame?.wait).toEqual({ for: 'events' });
  });

  it('can be that of the whole run', async () => {
    const run = await started();
    const timer = { node: 'run:0', timer: 'deadline' } as const;
    run.take({ type: 'timer-moved', ...timer, due: later });
    expect(run.instance.deadline).toBe(later);
    run.take({ type: 'timer-moved', ...timer });
    expect(run.instance.deadline).toBeUndefined();
    expect(run.news).toEqual([{ type: 'settled', node: 'run:0', what: 'deadline' }]);
  });

  it('has to be there, and not to have fired', async () => {
    const run = await started();
    const timer = { node: run.node('Nap'), timer: 'wait' } as const;
    run.take({ type: 'suspended' }).take({ type: 'timer-fired', ...timer });
    const { instance } = run;
    for (const moved of [timer, { ...timer, timer: 'deadline' }, { node: 'run:99', timer: 'wait' }] as const)
      run.take({ type: 'timer-moved', ...moved, due: later });
    expect(run.instance).toEqual(instance);
  });
});
