import { describe, expect, it } from 'vitest';
import { advance } from '../advance.js';
import type { Fact } from '../facts.js';
import { event, NOW, Run, workflow } from '../run.fixture.js';

const ASK = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}, {name: more, functionRef: get}], transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;
const BOTH = (more = ''): string => `
  - name: Both
    type: parallel
    ${more}
    branches:
      - {name: A, actions: [{name: a, functionRef: get}]}
      - {name: B, actions: [{name: b, functionRef: get}]}
      - {name: C, actions: [{name: c, functionRef: get}]}
    transition: Done
  - {name: Done, type: inject, data: {done: true}, end: true}
`;
const EACH = (mode: string): string => `
  - {name: Each, type: foreach, mode: ${mode}, inputCollection: .list, iterationParam: item, outputCollection: .out, actions: [{name: one, functionRef: {refName: get, arguments: {q: $item}}}], transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;
const UNDOING = `
  - {name: One, type: inject, data: {}, compensatedBy: UndoOne, transition: Two}
  - {name: Two, type: inject, data: {}, compensatedBy: UndoTwo, transition: Ask}
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], transition: {nextState: After, compensate: true}}
  - {name: After, type: inject, data: {after: true}, end: true}
  - {name: UndoOne, type: operation, usedForCompensation: true, actions: [{name: undo one, functionRef: get}]}
  - {name: UndoTwo, type: operation, usedForCompensation: true, actions: [{name: undo two, functionRef: get}]}
`;

const retrigger = (run: Run, name: string): Run =>
  run.take({ type: 'node-retriggered', node: run.node(name) });
const cancel = (run: Run, name: string): Run => run.take({ type: 'node-cancelled', node: run.node(name) });

/** Whether the instance stays the very same. */
function ignores(run: Run, fact: Fact): boolean {
  return advance(run.program, run.instance, fact, NOW).instance === run.instance;
}

describe('retriggering a node instance', () => {
  it('gives its call up and makes a new one with the present data', async () => {
    const run = Run.start(await workflow(ASK), { a: 1 });
    const before = run.node('ask');
    retrigger(run.take({ type: 'data-replaced', data: { a: 2 } }), 'ask');
    expect(run.news).toMatchObject([
      { type: 'settled', node: before, what: 'call' },
      { type: 'call', node: run.node('ask'), attempt: 1, arguments: { value: { a: 2 } } },
    ]);
    expect(run.trace.slice(-2)).toMatchObject([
      { type: 'cancelled', node: before },
      { type: 'entered', name: 'ask', retrigger: true },
    ]);
    expect(run.succeed('ask').succeed('more').data).toEqual({ a: 2, done: true });
  });

  it('begins a state from its first action again', async () => {
    const run = retrigger(Run.start(await workflow(ASK)).succeed('ask', { n: 1 }), 'Ask');
    expect(run.entered).toEqual(['Ask', 'ask', 'more', 'Ask', 'ask']);
    expect(run.data).toEqual({ n: 1 });
  });

  it('asks a child to end and starts another one', async () => {
    const run = Run.start(
      await workflow(`
  - {name: Sub, type: operation, actions: [{name: child, subFlowRef: other}], end: true}
`),
    );
    const [first] = run.of('start');
    retrigger(run, 'child');
    expect(run.of('message', run.news)).toEqual([
      { type: 'message', to: first?.instanceId, fact: { type: 'cancelled' } },
    ]);
    expect(run.of('start', run.news)).toHaveLength(1);
    expect(run.of('start')[1]?.instanceId).not.toBe(first?.instanceId);
  });

  it('waits anew for time and events', async () => {
    const run = Run.start(
      await workflow(
        `
  - {name: Call, type: callback, action: {name: ask, functionRef: get}, eventRef: go, timeouts: {eventTimeout: PT5S}, transition: Nap}
  - {name: Nap, type: sleep, duration: PT1H, end: true}
`,
        'events: [{name: go, type: go, source: s}]',
      ),
    ).succeed('ask');
    const before = run.node('Call');
    retrigger(run, 'Call');
    expect(run.of('settled', run.news).map(({ what }) => what)).toEqual(['subscriptions', 'wait']);
    expect(run.of('call')).toHaveLength(2);
    expect(ignores(run, { type: 'event-arrived', node: before, event: event('go') })).toBe(true);
    run.succeed('ask').hear('Call', event('go', { went: 1 }, { source: 's' }));
    expect(run.data).toEqual({ went: 1 });
    run.now += 1_000;
    retrigger(run, 'Nap');
    expect(run.of('timer', run.news)).toMatchObject([{ due: run.now + 3_600_000 }]);
  });

  it('repeats one branch or item alone', async () => {
    const branches = retrigger(Run.start(await workflow(BOTH())).succeed('a', { a: 1 }), 'B');
    expect(branches.entered.slice(-2)).toEqual(['B', 'b']);
    expect(branches.succeed('b', { b: 1 }).succeed('c').data).toEqual({ a: 1, b: 1, done: true });
    const loop = Run.start(await workflow(EACH('parallel')), { list: [1, 2] });
    const [first = '', second = ''] = loop.of('call').map(({ node }) => node);
    loop.take({ type: 'node-retriggered', node: first });
    expect(loop.of('call', loop.news)).toMatchObject([{ arguments: { value: { q: 1 } } }]);
    loop.succeed('one', { r: 1 }).take({ type: 'call-succeeded', node: second, result: { r: 2 } });
    expect(loop.data).toEqual({ list: [1, 2], out: [{ r: 1 }, { r: 2 }], done: true });
  });

  it('undoes again what was being undone, and then the rest', async () => {
    const run = Run.start(await workflow(UNDOING)).succeed('ask');
    retrigger(run, 'compensate');
    expect(run.entered.slice(-2)).toEqual(['UndoTwo', 'undo two']);
    expect(run.succeed('undo two').succeed('undo one').data).toEqual({ after: true });
  });

  it('does not put the data through the input filter a second time', async () => {
    const program = await workflow(
      `
  - {name: Wait, type: callback, stateDataFilter: {input: .inner}, action: {name: ask, functionRef: get}, eventRef: go, end: true}
`,
      'events: [{name: go, type: go, source: s}]',
    );
    const run = Run.start(program, { inner: { a: 1 } });
    expect(retrigger(run, 'Wait').data).toEqual({ a: 1 });
    expect(run.fail('ask').take({ type: 'retried' }).data).toEqual({ a: 1 });
  });

  it('takes an instance out of ERROR once no other node has failed', async () => {
    const run = Run.start(await workflow(BOTH('# all')));
    const error = { code: 'data-not-storable', message: 'x' };
    run.fail('a');
    expect(run.instance.error?.node).toBe(run.node('a'));
    retrigger(run, 'a');
    expect(run.instance).toMatchObject({ state: 'ACTIVE' });
    expect(run.instance.error).toBeUndefined();
    run.take({ type: 'step-rejected', node: run.node('a'), error }).succeed('b');
    expect(retrigger(run, 'c').state).toBe('ERROR');
    expect(run.instance.error).toMatchObject({ ...error, node: run.node('a') });
    retrigger(run, 'a').succeed('a').succeed('c');
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { done: true } } });
  });

  it('leaves an instance in ERROR for the sake of another failed node, and names that one', async () => {
    const run = Run.start(await workflow(TWO_FAILURES), { list: [1, 2] });
    const nodes = run.trace.flatMap((entry) => (entry.type === 'failed' ? [entry.node] : []));
    expect(nodes).toHaveLength(2);
    const [first = '', second = ''] = nodes;
    expect(run.instance.error?.node).toBe(first);
    run.take({ type: 'node-cancelled', node: first });
    expect(run.instance).toMatchObject({ state: 'ERROR', error: { code: 'also-failed', node: second } });
    run.take({ type: 'node-cancelled', node: second });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { list: [1, 2] } } });
  });

  it('is not possible for what is gone, has ended or is suspended', async () => {
    const run = Run.start(await workflow(ASK));
    const node = run.node('ask');
    for (const type of ['node-retriggered', 'node-cancelled'] as const) {
      expect(ignores(run, { type, node: 'run:99' })).toBe(true);
      const suspended = Run.start(run.program).take({ type: 'suspended' });
      expect(ignores(suspended, { type, node })).toBe(true);
      const ended = Run.start(run.program).take({ type: 'cancelled' });
      expect(ignores(ended, { type, node })).toBe(true);
    }
  });
});

const TWO_FAILURES = `
  - {name: Each, type: foreach, mode: parallel, inputCollection: .list, iterationParam: item, actions: [{name: one, functionRef: get, condition: 'error("no")'}], transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;

describe('cancelling a node instance', () => {
  it('ends the main path, and with it the instance', async () => {
    const run = Run.start(await workflow(ASK), { a: 1 });
    const node = run.node('ask');
    cancel(run, 'ask');
    expect(run.instance).toMatchObject({ state: 'COMPLETED', endedAt: NOW, root: { data: { a: 1 } } });
    expect(run.news).toContainEqual({ type: 'settled', node, what: 'call' });
    expect(run.entered).not.toContain('Done');
    expect(run.trace.flatMap(({ type }) => (type === 'cancelled' ? [type] : []))).toHaveLength(2);
  });

  it('leaves a workflow active that is kept active', async () => {
    const run = cancel(Run.start(await workflow(ASK, 'keepActive: true')), 'Ask');
    expect(run.instance).toMatchObject({ state: 'ACTIVE', root: { frame: null } });
  });

  it('asks a child to end, and tells the parent about the end', async () => {
    const program = await workflow(`
  - {name: Sub, type: operation, actions: [{name: child, subFlowRef: other}], end: true}
`);
    const parent = { instanceId: 'p', node: 'p:1', child: 'run', rootInstanceId: 'p', rootWorkflowId: 'w' };
    const run = cancel(new Run(program, { parent }).take({ type: 'started' }), 'child');
    expect(run.of('message', run.news)).toMatchObject([
      { to: run.of('start')[0]?.instanceId, fact: { type: 'cancelled' } },
      { to: 'p', fact: { type: 'child-ended', state: 'COMPLETED' } },
    ]);
  });

  it('keeps a parallel state from being left, while the other branches go on to their ends', async () => {
    const run = cancel(Run.start(await workflow(BOTH())), 'b').succeed('a', { a: 1 });
    expect(run.state).toBe('ACTIVE');
    run.succeed('c');
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: {} } });
    expect(run.entered).not.toContain('Done');
  });

  it('does not count among the branches that are enough', async () => {
    const enough = BOTH('completionType: atLeast\n    numCompleted: 2');
    const run = cancel(Run.start(await workflow(enough)).succeed('a', { a: 1 }), 'b');
    expect(run.state).toBe('ACTIVE');
    expect(run.succeed('c', { c: 1 }).data).toEqual({ a: 1, c: 1, done: true });
    const short = cancel(cancel(Run.start(run.program), 'b'), 'c');
    expect(short.state).toBe('ACTIVE');
    expect(short.succeed('a', { a: 1 }).instance).toMatchObject({ state: 'COMPLETED', root: { data: {} } });
  });

  it('stops a loop after the items that run beside it', async () => {
    const side = Run.start(await workflow(EACH('parallel')), { list: [1, 2] });
    const [first = '', second = ''] = side.of('call').map(({ node }) => node);
    side.take({ type: 'node-cancelled', node: first });
    expect(side.state).toBe('ACTIVE');
    side.take({ type: 'call-succeeded', node: second, result: {} });
    expect(side.instance).toMatchObject({ state: 'COMPLETED', root: { data: { list: [1, 2] } } });
    const row = cancel(Run.start(await workflow(EACH('sequential')), { list: [1, 2] }), 'one');
    expect(row.of('call')).toHaveLength(1);
    expect(row.data).toEqual({ list: [1, 2] });
  });

  it('goes on to undo the other states when it was undoing one', async () => {
    const run = cancel(Run.start(await workflow(UNDOING)).succeed('ask'), 'undo two');
    expect(run.entered.slice(-2)).toEqual(['UndoOne', 'undo one']);
    expect(run.succeed('undo one').data).toEqual({ after: true });
    const all = cancel(Run.start(run.program).succeed('ask'), 'compensate');
    expect(all.instance).toMatchObject({ state: 'COMPLETED', root: { data: {} } });
    const aborted = cancel(Run.start(run.program).take({ type: 'cancelled' }), 'compensate');
    expect(aborted.state).toBe('ABORTED');
  });

  it('decides about branches that ended while the instance stood still', async () => {
    const late = `
  - name: Both
    type: parallel
    branches:
      - {name: A, actions: [{name: a, functionRef: get, condition: 'error("no")'}]}
      - {name: B, actions: [{name: b, functionRef: get, condition: 'false'}]}
    transition: Done
  - {name: Done, type: inject, data: {done: true}, end: true}
`;
    const run = Run.start(await workflow(late));
    expect(run.state).toBe('ERROR');
    expect(cancel(run, 'a').instance).toMatchObject({ state: 'COMPLETED', root: { data: {} } });
    const held = Run.start(await workflow(BOTH('completionType: atLeast\n    numCompleted: 1')))
      .fail('a')
      .succeed('b', { b: 1 });
    expect(cancel(held, 'a').data).toEqual({ b: 1, done: true });
  });
});
