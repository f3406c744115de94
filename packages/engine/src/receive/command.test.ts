import { describe, expect, it } from 'vitest';
import { NOW, Run, workflow } from '../run.fixture.js';

const ASK = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;

describe('a failed instance', () => {
  it('stays where it failed', async () => {
    const run = Run.start(await workflow(ASK)).fail('ask', { status: 503, cause: 'busy', message: 'no' });
    const node = run.node('ask');
    expect(run.instance).toMatchObject({
      state: 'ERROR',
      error: {
        code: 'http-status',
        message: 'no',
        status: 503,
        cause: 'busy',
        node,
        task: '/states/0/actions/0',
      },
      root: { frame: { child: { node, failed: true } } },
    });
    expect(run.trace.at(-1)).toEqual({ type: 'failed', node, at: NOW, message: 'no' });
    expect(run.news).toEqual([{ type: 'settled', node, what: 'call' }]);
  });

  it('repeats the failed node as a new node instance with the data it had', async () => {
    const run = Run.start(await workflow(ASK), { a: 1 }).fail('ask');
    const before = run.node('ask');
    run.take({ type: 'data-replaced', data: { a: 2 } }).take({ type: 'retried' });
    expect(run.instance.error).toBeUndefined();
    expect(run.node('ask')).not.toBe(before);
    expect(run.trace).toContainEqual(expect.objectContaining({ node: run.node('ask'), retrigger: true }));
    expect(run.of('call', run.news)).toMatchObject([{ attempt: 1, arguments: { value: { a: 2 } } }]);
    expect(run.succeed('ask').data).toEqual({ a: 2, done: true });
  });

  it('goes on behind the failed node when it is skipped', async () => {
    const run = Run.start(await workflow(ASK)).fail('ask');
    run.take({ type: 'skipped' });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { done: true } } });
    expect(run.trace).toContainEqual({ type: 'skipped', node: run.node('ask'), at: NOW });
  });

  it('takes the default of a switch that is skipped, and stays when there is none', async () => {
    const states = (more: string): string => `
  - {name: Choose, type: switch, dataConditions: [{condition: '.a | error("bad")', end: true}]${more}}
  - {name: Other, type: inject, data: {other: true}, end: true}
`;
    const run = Run.start(await workflow(states(', defaultCondition: {transition: Other}')));
    expect(run.instance.error?.code).toBe('expression-failed');
    expect(run.take({ type: 'skipped' }).data).toEqual({ other: true });
    const stuck = Run.start(await workflow(states(''))).take({ type: 'skipped' });
    expect(stuck.instance).toMatchObject({ state: 'ERROR', error: { code: 'nowhere-to-go' } });
  });

  it('only leaves a state again whose work was done when it failed', async () => {
    const program = await workflow(`
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], stateDataFilter: {output: 'if .ok then {ok} else error("not ok") end'}, end: true}
`);
    const run = Run.start(program).succeed('ask', { n: 1 });
    expect(run.instance).toMatchObject({ state: 'ERROR', root: { data: { n: 1 } } });
    run.take({ type: 'data-replaced', data: { ok: true, n: 1 } }).take({ type: 'retried' });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { ok: true } } });
    expect(run.of('call')).toHaveLength(1);
  });

  it('forgets what a failed filter had begun to change', async () => {
    const program = await workflow(`
  - {name: Choose, type: switch, stateDataFilter: {input: '{inner: .}'}, dataConditions: [{condition: .inner.yes, end: true}]}
`);
    expect(Run.start(program, { a: 1 }).instance).toMatchObject({ state: 'ERROR', root: { data: { a: 1 } } });
  });

  it('can be cancelled, and keeps what it had failed with', async () => {
    const run = Run.start(await workflow(ASK))
      .fail('ask', { message: 'no' })
      .take({ type: 'cancelled' });
    expect(run.instance).toMatchObject({ state: 'ABORTED', error: { message: 'no' }, endedAt: NOW });
  });
});

describe('error handling', () => {
  const handled = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], onErrors: [{errorRef: gone, transition: Gone}, {errorRef: any, end: true}], transition: Done}
  - {name: Gone, type: inject, data: {gone: true}, end: true}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;
  const sections = "errors: [{name: gone, code: 'HTTP:404'}, {name: any, code: java.lang.RuntimeException}]";

  it('leads where the first matching handler says', async () => {
    const program = await workflow(handled, sections);
    expect(Run.start(program).fail('ask', { status: 404 }).data).toEqual({ gone: true });
    expect(Run.start(program).fail('ask', { status: 500 }).instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: {} },
    });
  });

  it('sees errors of expressions but not those that end a run on purpose', async () => {
    const program = await workflow(
      handled.replace('functionRef: get', 'functionRef: get, condition: \'error("x")\''),
      sections,
    );
    expect(Run.start(program).state).toBe('COMPLETED');
    const wanted = await workflow(
      `
  - {name: Op, type: operation, actions: [], metadata: {errorMessage: '"stop"'}, onErrors: [{errorRef: any, end: true}], end: true}
`,
      sections,
    );
    expect(Run.start(wanted).instance.error?.code).toBe('workflow-error');
  });
});

describe('a suspended instance', () => {
  it('keeps what arrives until it goes on', async () => {
    const run = Run.start(await workflow(ASK)).take({ type: 'suspended' });
    run.succeed('ask', { n: 1 }).succeed('ask', { n: 1 });
    expect(run.instance).toMatchObject({ state: 'SUSPENDED', root: { data: {} } });
    expect(run.instance.held).toHaveLength(1);
    run.take({ type: 'resumed' });
    expect(run.instance).toMatchObject({
      state: 'COMPLETED',
      held: [],
      root: { data: { n: 1, done: true } },
    });
  });

  it('can be cancelled', async () => {
    expect(
      Run.start(await workflow(ASK))
        .take({ type: 'suspended' })
        .take({ type: 'cancelled' }).state,
    ).toBe('ABORTED');
  });

  it('is not suspended twice, and only it can be resumed', async () => {
    const run = Run.start(await workflow(ASK));
    const active = run.instance;
    expect(run.take({ type: 'resumed' }).instance).toEqual(active);
    run.take({ type: 'suspended' });
    const suspended = run.instance;
    expect(run.take({ type: 'suspended' }).instance).toEqual(suspended);
  });
});

describe('rewinding', () => {
  it('gives up what is active and enters an earlier state with the data given', async () => {
    const program = await workflow(`
  - {name: One, type: inject, data: {one: 1}, transition: Ask}
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], end: true}
`);
    const run = Run.start(program).take({ type: 'rewound', to: '/states/0', data: { fresh: true } });
    expect(run.news[0]).toEqual({ type: 'settled', node: 'run:3', what: 'call' });
    expect(run.data).toEqual({ fresh: true, one: 1 });
    expect(run.of('call')).toHaveLength(2);
  });

  it('takes an instance out of ERROR', async () => {
    const run = Run.start(await workflow(ASK))
      .fail('ask')
      .take({ type: 'rewound', to: '/states/1' });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { done: true } } });
  });

  it('leads to states only', async () => {
    const run = Run.start(await workflow(ASK));
    const before = run.instance;
    expect(run.take({ type: 'rewound', to: '/states/0/actions/0' }).instance).toEqual(before);
    expect(run.take({ type: 'rewound', to: '/states/9' }).instance).toEqual(before);
  });

  it('does not undo twice what is done again', async () => {
    const program = await workflow(`
  - {name: One, type: inject, data: {}, compensatedBy: Undo, transition: Ask}
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], end: true}
  - {name: Undo, type: inject, usedForCompensation: true, data: {}}
`);
    const run = Run.start(program).take({ type: 'rewound', to: '/states/0' }).take({ type: 'cancelled' });
    expect(run.entered.filter((name) => name === 'Undo')).toHaveLength(1);
  });
});

describe('a step that the store refuses', () => {
  it('fails the node that it was about', async () => {
    const run = Run.start(await workflow(ASK));
    const error = { code: 'data-not-storable', message: 'A text holds a NUL character.' };
    run.take({ type: 'step-rejected', node: run.node('ask'), error });
    expect(run.instance).toMatchObject({ state: 'ERROR', error: { ...error, node: run.node('ask') } });
  });

  it('fails the innermost node when it was about none', async () => {
    const run = Run.start(await workflow(ASK));
    run.take({ type: 'step-rejected', error: { code: 'data-not-storable', message: 'x' } });
    expect(run.instance.error?.node).toBe(run.node('ask'));
  });
});
