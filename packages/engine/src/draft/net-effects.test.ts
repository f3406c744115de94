import { describe, expect, it } from 'vitest';
import type { Effect } from '../facts.js';
import { Run, workflow } from '../run.fixture.js';
import { netEffects } from './net-effects.js';

describe('the effects of a step', () => {
  it('leave out what was given up again before the step was over', async () => {
    const program = await workflow(`
  - name: Some
    type: parallel
    completionType: atLeast
    numCompleted: 1
    branches:
      - {name: A, actions: [{functionRef: get}], timeouts: {branchExecTimeout: PT1M}}
      - {name: B, actions: [{functionRef: sum}]}
    end: true
`);
    const run = Run.start(program, { a: 1, b: 2 });
    expect(run.state).toBe('COMPLETED');
    expect(run.of('call')).toEqual([]);
    expect(run.of('timer')).toEqual([]);
  });

  it('keep what begins anew after it was settled', () => {
    const timer = (due: number): Effect => ({ type: 'timer', node: 'n', timer: 'wait', due });
    const settled: Effect = { type: 'settled', node: 'n', what: 'wait' };
    expect(netEffects([timer(1), settled, timer(2)])).toEqual([settled, timer(2)]);
    expect(netEffects([timer(1), { ...settled, what: 'deadline' }])).toHaveLength(2);
    expect(netEffects([timer(1), { ...settled, node: 'm' }])).toHaveLength(2);
  });
});
