import { describe, expect, it } from 'vitest';
import { NOW, Run, workflow } from '../run.fixture.js';

const BRANCHES = `
  - name: Both
    type: parallel
    branches:
      - {name: Left, actions: [{name: left, functionRef: get, actionDataFilter: {toStateData: .left}}]}
      - {name: Right, actions: [{name: right, functionRef: get, actionDataFilter: {toStateData: .right}}]}
    end: true
`;

describe('parallel branches', () => {
  it('begin together and are left when all have completed', async () => {
    const run = Run.start(await workflow(BRANCHES));
    expect(run.of('call').map(({ node }) => node)).toEqual([run.node('left'), run.node('right')]);
    expect(run.succeed('right', 2).state).toBe('ACTIVE');
    expect(run.succeed('left', 1).state).toBe('COMPLETED');
    expect(run.data).toEqual({ left: 1, right: 2 });
  });

  it('merge in the order in which they are written, whatever order they end in', async () => {
    const program = await workflow(BRANCHES.replaceAll('.left', '.x').replaceAll('.right', '.x'));
    const orders = [
      ['left', 'right'],
      ['right', 'left'],
    ];
    for (const order of orders) {
      const run = Run.start(program);
      for (const name of order) run.succeed(name, name);
      expect(run.data).toEqual({ x: 'right' });
    }
  });

  it('do not undo with old values what another branch changed', async () => {
    const run = Run.start(await workflow(BRANCHES), { left: 'old', right: 'old', list: [1] });
    run.succeed('left', 'new').succeed('right', 'new');
    expect(run.data).toEqual({ left: 'new', right: 'new', list: [1] });
  });

  it('see the data as it was at the beginning, not what the others do', async () => {
    const program = await workflow(`
  - name: Both
    type: parallel
    branches:
      - {name: A, actions: [{functionRef: {refName: sum}, actionDataFilter: {toStateData: .a}}]}
      - {name: B, actions: [{functionRef: {refName: sum}, actionDataFilter: {toStateData: .total}}]}
    end: true
`);
    expect(Run.start(program, { a: 1, b: 1 }).data).toEqual({ a: 2, b: 1, total: 2 });
  });

  it('are cancelled once enough have completed', async () => {
    const run = Run.start(
      await workflow(
        BRANCHES.replace('    end', '    completionType: atLeast\n    numCompleted: 1\n    end'),
      ),
    );
    run.succeed('right', 2);
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { right: 2 } } });
    expect(run.of('settled', run.news)).toContainEqual({
      type: 'settled',
      node: run.node('left'),
      what: 'call',
    });
    expect(run.trace.filter(({ type }) => type === 'cancelled').map(({ node }) => node)).toContain(
      run.node('left'),
    );
  });

  it('take the number that has to complete from an expression, and refuse what is none', async () => {
    const program = await workflow(
      BRANCHES.replace('    end', '    completionType: atLeast\n    numCompleted: .n\n    end'),
    );
    expect(Run.start(program, { n: '1' }).succeed('left').state).toBe('COMPLETED');
    expect(Run.start(program, { n: 5 }).succeed('left').state).toBe('ACTIVE');
    expect(Run.start(program, { n: 5 }).succeed('left').succeed('right').state).toBe('COMPLETED');
    expect(Run.start(program, { n: 0.5 }).succeed('left').instance.error).toMatchObject({
      code: 'bad-number',
      message: 'The numCompleted of "Both" must be a whole number from 1 on, but it is 0.5.',
    });
  });

  it('stay given up when the state cannot be left, and are not begun again', async () => {
    const states = BRANCHES.replace(
      '    end',
      `    completionType: atLeast
    numCompleted: 1
    stateDataFilter: {output: 'if .ok then . else error("not ok") end'}
    end`,
    );
    const run = Run.start(await workflow(states)).succeed('right', 2);
    expect(run.state).toBe('ERROR');
    expect(run.news).toContainEqual({ type: 'settled', node: run.node('left'), what: 'call' });
    expect(run.instance.root.frame).not.toHaveProperty('scopes');
    run.take({ type: 'data-replaced', data: { ok: true } }).take({ type: 'retried' });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { ok: true } } });
    expect(run.of('call')).toHaveLength(2);
  });

  it('take the way of the state’s error handling, and the other branches are given up', async () => {
    const program = await workflow(
      `${BRANCHES.replace('    end: true', '    onErrors: [{errorRef: any, transition: Mend}]\n    end: true')}
  - {name: Mend, type: inject, data: {mended: true}, end: true}
`,
      "errors: [{name: any, code: '500'}]",
    );
    const run = Run.start(program).fail('left', { status: 500 });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { mended: true } } });
    expect(run.of('settled', run.news)).toContainEqual({
      type: 'settled',
      node: run.node('right'),
      what: 'call',
    });
  });

  it('do not take each other along when one fails for good', async () => {
    const run = Run.start(await workflow(BRANCHES)).fail('left');
    expect(run.state).toBe('ERROR');
    run.succeed('right', 2);
    expect(run.state).toBe('ERROR');
    expect(run.of('settled', run.news)).toEqual([{ type: 'settled', node: run.node('right'), what: 'call' }]);
    run.take({ type: 'retried' }).succeed('left', 1);
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { left: 1, right: 2 } } });
  });

  it('are joined when the last one had ended before the failed one is left behind', async () => {
    const program = await workflow(`
  - name: Both
    type: parallel
    branches:
      - {name: A, actions: [{name: bad, functionRef: {refName: log}}]}
      - {name: B, actions: [{functionRef: {refName: sum}, actionDataFilter: {toStateData: .total}}]}
    end: true
`);
    const run = Run.start(program, { a: 1, b: 2 });
    expect(run.instance.error?.code).toBe('bad-arguments');
    expect(run.take({ type: 'skipped' }).instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: { total: 3 } },
    });
  });
});

describe('enough branches beside one that has failed', () => {
  const program = () =>
    workflow(`
  - name: Some
    type: parallel
    completionType: atLeast
    numCompleted: 1
    branches:
      - {name: A, actions: [{name: late, functionRef: get, condition: 'if now > ${NOW / 1000} then true else error("early") end'}]}
      - {name: B, actions: [{functionRef: {refName: sum}, actionDataFilter: {toStateData: .total}}]}
    end: true
`);

  it('leave the state only once the instance goes on', async () => {
    const run = Run.start(await program(), { a: 1, b: 2 });
    expect(run.instance).toMatchObject({ state: 'ERROR', root: { frame: { task: '/states/0' } } });
    run.now += 1000;
    run.take({ type: 'retried' });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { total: 3 } } });
    expect(run.trace).toContainEqual({ type: 'cancelled', node: run.node('late'), at: run.now });
  });

  it('do not leave the state while it fails again', async () => {
    const run = Run.start(await program(), { a: 1, b: 2 }).take({ type: 'retried' });
    expect(run.instance).toMatchObject({ state: 'ERROR', root: { frame: { task: '/states/0' } } });
  });
});

describe('parallel actions', () => {
  it('are over at once when there are none', async () => {
    const program = await workflow(`
  - {name: Op, type: operation, actionMode: parallel, actions: [], end: true}
`);
    expect(Run.start(program).state).toBe('COMPLETED');
  });

  it('begin together and merge their results in the order in which they are written', async () => {
    const program = await workflow(`
  - name: Op
    type: operation
    actionMode: parallel
    actions:
      - {name: one, functionRef: get}
      - {name: two, functionRef: put}
    end: true
`);
    const run = Run.start(program, { kept: true });
    expect(run.of('call').map((call) => call.function)).toEqual(['get', 'put']);
    run.succeed('two', { x: 2, two: true }).succeed('one', { x: 1, one: true });
    expect(run.instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: { kept: true, x: 2, one: true, two: true } },
    });
  });
});
