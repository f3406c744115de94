import { describe, expect, it } from 'vitest';
import { advance } from '../advance.js';
import type { Fact } from '../facts.js';
import { NOW, Run, workflow } from '../run.fixture.js';

const ASK = `
  - {name: One, type: inject, data: {n: 1}, compensatedBy: Undo, transition: Ask}
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], transition: More}
  - {name: More, type: operation, actions: [{name: more, functionRef: get}], end: true}
  - {name: Undo, type: inject, usedForCompensation: true, data: {undone: true}}
  - {name: Last, type: operation, actions: [{name: last, functionRef: get}], end: true}
`;

/** Whether the instance stays the very same. */
function ignores(run: Run, fact: Fact): boolean {
  return advance(run.program, run.instance, fact, NOW).instance === run.instance;
}

describe('repairing', () => {
  it('marks the repeated node alone, and shows no other end of the failed one', async () => {
    const run = Run.start(await workflow(ASK)).fail('ask');
    const failed = run.node('ask');
    run.take({ type: 'retried' }).succeed('ask');
    expect(run.trace.filter(({ node }) => node === failed).map(({ type }) => type)).toEqual([
      'entered',
      'failed',
    ]);
    const repeated = run.trace.flatMap((entry) =>
      entry.type === 'entered' && entry.retrigger ? [entry.name] : [],
    );
    expect(repeated).toEqual(['ask']);
  });

  it('follows the way that was chosen before leaving failed', async () => {
    const program = await workflow(`
  - {name: Choose, type: switch, stateDataFilter: {output: 'if .ok then . else error("no") end'}, dataConditions: [{condition: .yes, transition: Yes}], defaultCondition: {transition: No}}
  - {name: Yes, type: inject, data: {way: yes}, end: true}
  - {name: No, type: inject, data: {way: no}, end: true}
`);
    const failed = (): Run => Run.start(program, { yes: true });
    expect(failed().take({ type: 'skipped' }).entered).toEqual(['Choose', 'Yes']);
    const fixed = { type: 'data-replaced', data: { ok: true } } as const;
    expect(failed().take(fixed).take({ type: 'retried' }).entered).toEqual(['Choose', 'Yes']);
  });

  it('begins anew where the definition had not known its first state', async () => {
    const program = await workflow(ASK);
    const run = new Run({ ...program, start: '/states/7' }).take({ type: 'started' });
    expect(run.instance.error?.message).toBe('The definition has no task /states/7.');
    const { instance } = advance(program, run.instance, { type: 'retried' }, NOW);
    expect(instance).toMatchObject({ state: 'ACTIVE', root: { frame: { task: '/states/1' } } });
  });
});

describe('rewinding', () => {
  it('keeps the data and what can be undone before the state, and drops what was held', async () => {
    const run = Run.start(await workflow(ASK))
      .take({ type: 'suspended' })
      .succeed('ask', { asked: 1 });
    run.take({ type: 'rewound', to: '/states/1' });
    expect(run.instance).toMatchObject({
      state: 'ACTIVE',
      held: [],
      compensable: ['/states/0'],
      root: { data: { n: 1 } },
    });
  });

  it('keeps that the time of the workflow is up', async () => {
    const limited = await workflow(ASK, 'timeouts: {workflowExecTimeout: PT5S}');
    const run = Run.start(limited).take({ type: 'suspended' }).fire('', 'deadline');
    expect(run.take({ type: 'rewound', to: '/states/1' }).state).toBe('ABORTED');
  });

  it('leaves the instance alone where it leads to no state', async () => {
    const run = Run.start(await workflow(ASK));
    expect(ignores(run, { type: 'rewound', to: '/states/1/actions/0' })).toBe(true);
  });
});

describe('a command that does not fit', () => {
  it('changes nothing', async () => {
    const suspended = Run.start(await workflow(ASK)).take({ type: 'suspended' });
    const error = { code: 'data-not-storable', message: 'x' };
    expect(ignores(suspended, { type: 'suspended' })).toBe(true);
    expect(ignores(suspended, { type: 'step-rejected', error })).toBe(true);
    const unstarted = new Run(suspended.program).take({ type: 'suspended' });
    expect(ignores(unstarted, { type: 'started' })).toBe(true);
  });
});

describe('a refused step', () => {
  const both = `
  - name: Both
    type: parallel
    branches:
      - {name: A, actions: [{name: a, functionRef: get}]}
      - {name: B, actions: [{name: b, functionRef: get}]}
    end: true
`;
  const error = { code: 'data-not-storable', message: 'x' };

  it('fails the branch that it was about, and settles what that waited for', async () => {
    const run = Run.start(await workflow(both));
    run.take({ type: 'step-rejected', node: run.node('a'), error });
    expect(run.instance.error?.node).toBe(run.node('a'));
    expect(run.news).toContainEqual({ type: 'settled', node: run.node('a'), what: 'call' });
  });

  it('fails the innermost node of the last branch when it was about none', async () => {
    const run = Run.start(await workflow(both)).take({ type: 'step-rejected', error });
    expect(run.instance.error?.node).toBe(run.node('b'));
  });

  it('fails an instance that is in no state', async () => {
    const idle = `
  - {name: Only, type: inject, data: {}, end: true}
`;
    const run = Run.start(await workflow(idle, 'keepActive: true'));
    run.take({ type: 'step-rejected', error });
    expect(run.instance).toMatchObject({ state: 'ERROR', error: { ...error, node: '' } });
  });
});

describe('cancelling', () => {
  const limit = (more: string): string => `timeouts: {workflowExecTimeout: {duration: PT5S, ${more}}}`;

  it('undoes what has completed while the last state was still allowed to finish', async () => {
    const run = Run.start(await workflow(ASK, limit('interrupt: false'))).fire('', 'deadline');
    expect(run.take({ type: 'cancelled' }).data).toEqual({ n: 1, undone: true });
  });

  it('ends at once what runs its last state', async () => {
    const program = await workflow(ASK, limit('interrupt: true, runBefore: Last'), 'spec');
    const run = Run.start(program).fire('', 'deadline').take({ type: 'cancelled' });
    expect([run.state, run.entered.includes('Undo')]).toEqual(['ABORTED', false]);
  });
});
