import { describe, expect, it } from 'vitest';
import { advance } from '../advance.js';
import { NOW, Run, workflow } from '../run.fixture.js';

const ERRORS = "errors: [{name: late, code: TimedOut}, {name: any, code: '500'}]";
const MEND = `
  - {name: Mend, type: inject, data: {mended: true}, end: true}`;

describe('a state’s time limit', () => {
  const states = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], timeouts: {stateExecTimeout: {total: PT5S}}, onErrors: [{errorRef: late, transition: Mend}], end: true}${MEND}
`;

  it('ends what runs inside and takes the way of TimedOut', async () => {
    const run = Run.start(await workflow(states, ERRORS));
    expect(run.of('timer')).toEqual([
      { type: 'timer', node: run.node('Ask'), timer: 'deadline', due: NOW + 5000 },
    ]);
    run.fire('Ask', 'deadline');
    expect(run.data).toEqual({ mended: true });
    expect(run.of('settled', run.news)).toContainEqual({
      type: 'settled',
      node: run.node('ask'),
      what: 'call',
    });
  });

  it('is over with the state', async () => {
    const run = Run.start(await workflow(states, ERRORS)).succeed('ask');
    expect(run.news).toContainEqual({ type: 'settled', node: run.node('Ask'), what: 'deadline' });
  });

  it('stops the instance when nothing handles it', async () => {
    const run = Run.start(await workflow(states.replace(/onErrors: \[.*?\], /, ''), ERRORS));
    expect(run.fire('Ask', 'deadline').instance).toMatchObject({
      state: 'ERROR',
      error: { code: 'timeout', node: run.node('Ask'), message: '"Ask" took longer than it may.' },
    });
  });
});

describe('an action’s time limit', () => {
  const states = (retry = ''): string => `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get${retry}}], timeouts: {actionExecTimeout: PT5S}, onErrors: [{errorRef: late, transition: Mend}], end: true}${MEND}
`;

  it('covers the action with all its tries', async () => {
    const sections = `${ERRORS}\nretries: [{name: again, maxAttempts: 9, delay: PT1S}]`;
    const run = Run.start(
      await workflow(states(', retryRef: again, retryableErrors: [any, late]'), sections),
    );
    run.fail('ask', { status: 500 }).fire('ask', 'deadline');
    expect(run.data).toEqual({ mended: true });
  });

  it('is taken from the workflow when the state has none', async () => {
    const run = Run.start(
      await workflow(
        states().replace('timeouts: {actionExecTimeout: PT5S}, ', ''),
        `${ERRORS}\ntimeouts: {actionExecTimeout: PT7S}`,
      ),
    );
    expect(run.of('timer')).toMatchObject([{ due: NOW + 7000 }]);
  });
});

describe('the time limit of a single try', () => {
  const states = `
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get, retryRef: again, retryableErrors: [late]}], timeouts: {stateExecTimeout: {single: PT2S, total: PT1H}}, end: true}
`;
  const sections = `${ERRORS}\nretries: [{name: again, maxAttempts: 1, delay: PT1S}]`;

  it('lets the next try begin with the same key, since nobody knows what became of the first', async () => {
    const run = Run.start(await workflow(states, sections));
    expect(run.of('timer')).toContainEqual({
      type: 'timer',
      node: run.node('ask'),
      timer: 'wait',
      due: NOW + 2000,
    });
    run.fire('ask');
    expect(run.of('settled', run.news)).toContainEqual({
      type: 'settled',
      node: run.node('ask'),
      what: 'call',
    });
    run.fire('ask');
    expect(run.of('call').map(({ attempt }) => attempt)).toEqual([1, 1]);
    run.fire('ask');
    expect(run.instance.error).toMatchObject({
      code: 'timeout',
      node: run.node('ask'),
      message: 'One try of "ask" took too long.',
    });
  });
});

describe('a branch’s time limit', () => {
  it('fails the branch', async () => {
    const run = Run.start(
      await workflow(
        `
  - name: Both
    type: parallel
    branches:
      - {name: A, timeouts: {branchExecTimeout: PT5S}, actions: [{name: a, functionRef: get}]}
      - {name: B, actions: [{name: b, functionRef: get}]}
    onErrors: [{errorRef: late, transition: Mend}]
    end: true${MEND}
`,
        ERRORS,
      ),
    );
    expect(run.fire('A', 'deadline').data).toEqual({ mended: true });
  });
});

describe('the workflow’s time limit', () => {
  const states = `
  - {name: One, type: inject, data: {n: 1}, compensatedBy: Undo, transition: Ask}
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], transition: More}
  - {name: More, type: inject, data: {more: true}, end: true}
  - {name: Undo, type: inject, usedForCompensation: true, data: {undone: true}}
  - {name: Last, type: inject, data: {last: true}, end: true}
`;
  const limit = (more: string): string => `timeouts: {workflowExecTimeout: {duration: PT5S${more}}}`;

  it('undoes what has completed and ends the instance as aborted', async () => {
    const run = Run.start(await workflow(states, limit('')));
    expect(run.of('timer')).toEqual([{ type: 'timer', node: 'run:0', timer: 'deadline', due: NOW + 5000 }]);
    run.fire('', 'deadline');
    expect(run.instance).toMatchObject({ state: 'ABORTED', root: { data: { n: 1, undone: true } } });
  });

  it('runs a last state before the end', async () => {
    const run = Run.start(await workflow(states, limit(', interrupt: true, runBefore: Last'), 'spec'));
    run.fire('', 'deadline');
    expect(run.instance).toMatchObject({ state: 'ABORTED' });
    expect(run.data).toEqual({ n: 1, last: true });
  });

  it('lets the present state finish when it may not interrupt', async () => {
    const run = Run.start(await workflow(states, limit(', interrupt: false')));
    run.fire('', 'deadline');
    expect(run.state).toBe('ACTIVE');
    run.succeed('ask', { asked: true });
    expect(run.instance).toMatchObject({ state: 'ABORTED' });
    expect(run.data).toEqual({ n: 1, asked: true });
  });

  it('runs a last state after the present one when it may not interrupt', async () => {
    const run = Run.start(await workflow(states, limit(', interrupt: false, runBefore: Last')));
    run.fire('', 'deadline').succeed('ask', { asked: true });
    expect(run.instance).toMatchObject({ state: 'ABORTED' });
    expect(run.data).toEqual({ n: 1, asked: true, last: true });
  });

  it('ends an instance that is in no state, even when it may not interrupt', async () => {
    const idle = `
  - {name: Only, type: inject, data: {}, end: true}
  - {name: Last, type: inject, data: {last: true}, end: true}
`;
    const sections = `keepActive: true\n${limit(', interrupt: false, runBefore: Last')}`;
    const run = Run.start(await workflow(idle, sections)).fire('', 'deadline');
    expect(run.instance).toMatchObject({ state: 'ABORTED', root: { data: { last: true } } });
  });

  it('is settled with its timer, and no other timer of the instance counts for it', async () => {
    const run = Run.start(await workflow(states, limit(', interrupt: false')));
    const other = { type: 'timer-fired', node: 'run:0', timer: 'wait' } as const;
    expect(advance(run.program, run.instance, other, NOW).instance).toBe(run.instance);
    run.fire('', 'deadline');
    expect(run.news).toEqual([{ type: 'settled', node: 'run:0', what: 'deadline' }]);
    expect(run.instance).not.toHaveProperty('deadline');
  });

  it('can be set by the one who starts the instance', async () => {
    for (const sections of [limit(''), '']) {
      const run = new Run(await workflow(states, sections), { deadline: NOW + 1 }).take({ type: 'started' });
      expect(run.of('timer')).toMatchObject([{ due: NOW + 1 }]);
      expect(run.fire('', 'deadline').state).toBe('ABORTED');
    }
  });
});

describe('durations from expressions', () => {
  it('are read when they are needed, and refused when they are none', async () => {
    const program = await workflow(
      `
  - {name: Nap, type: sleep, duration: '\${ .nap }', end: true}
`,
    ).catch(() => undefined);
    const events = 'events: [{name: paid, type: t, source: s}]\nconstants: {limit: PT3S}';
    const states = `
  - {name: First, type: inject, data: {}, transition: Wait}
  - {name: Wait, type: event, onEvents: [{eventRefs: [paid]}], timeouts: {eventTimeout: $CONST.limit}, end: true}
`;
    const run = Run.start(program ?? (await workflow(states, events)), { nap: 'PT3S' });
    expect(run.of('timer')).toMatchObject([{ due: NOW + 3000 }]);
    const wrong = Run.start(await workflow(states.replace('limit', 'other'), events));
    expect(wrong.instance.error?.code).toBe('bad-duration');
  });
});

describe('keepActive', () => {
  it('leaves the instance alive until it is cancelled', async () => {
    const program = await workflow(
      `
  - {name: Only, type: inject, data: {n: 1}, end: true}
`,
      'keepActive: true',
    );
    const run = Run.start(program);
    expect(run.instance).toMatchObject({ state: 'ACTIVE', root: { frame: null } });
    expect(run.take({ type: 'cancelled' }).state).toBe('ABORTED');
  });

  it('is ended by a terminating end', async () => {
    const program = await workflow(
      `
  - {name: Only, type: inject, data: {n: 1}, end: {terminate: true}}
`,
      'keepActive: true',
    );
    expect(Run.start(program).state).toBe('COMPLETED');
  });
});
