import { describe, expect, it } from 'vitest';
import { codesOf, compile, taskOf, workflow } from '../compile.fixture.js';

describe('any state', () => {
  it('has its filters, its error message, its way on and a name', async () => {
    const state = await taskOf(
      '/states/0',
      workflow(`
  - name: A
    type: inject
    data: { x: 1 }
    stateDataFilter: { input: .in, output: "\${ .out }" }
    metadata: { errorMessage: .oops }
    transition: B
  - { name: B, type: inject, data: {}, end: true }`),
    );
    expect(state).toMatchObject({
      kind: 'set',
      id: '/states/0',
      name: 'A',
      role: 'state',
      state: '/states/0',
      data: { x: 1 },
      input: { source: '.in' },
      output: { source: '${ .out }' },
      errorMessage: { source: '.oops' },
      then: { to: '/states/1' },
    });
  });

  it('is listed in the order of the document', async () => {
    const { states, start } = await compile(
      workflow(`
  - { name: B, type: inject, data: {}, end: true }
  - { name: A, type: inject, data: {}, transition: B }`),
    );
    expect(states).toEqual(['/states/0', '/states/1']);
    expect(start).toBe('/states/1');
  });

  it('may be undone by another one, which ends by itself', async () => {
    const text = workflow(`
  - { name: A, type: inject, data: {}, compensatedBy: U, end: true }
  - { name: U, type: inject, data: {}, usedForCompensation: true, transition: V }
  - { name: V, type: inject, data: {}, usedForCompensation: true, end: { terminate: true } }`);
    expect(await taskOf('/states/0', text)).toMatchObject({ compensatedBy: '/states/1' });
    expect(await taskOf('/states/1', text)).toMatchObject({ then: { to: '/states/2' } });
    expect(await taskOf('/states/2', text)).toMatchObject({ then: { end: 'path' } });
  });

  it('needs a name of its own', async () => {
    const text = workflow(`
  - { name: A, type: inject, data: {}, end: true }
  - { name: A, type: inject, data: {}, end: true }`);
    expect(await codesOf(text)).toEqual(['duplicate-name 7']);
  });
});

describe('an operation', () => {
  const text = (mode: string) =>
    workflow(
      `
  - name: A
    type: operation
    actionMode: ${mode}
    actions: [{ functionRef: f }, { functionRef: f }]
    end: true`,
      'functions: [{ name: f, type: expression, operation: .x }]',
    );

  it('runs its actions in order, or at the same time', async () => {
    const children = ['/states/0/actions/0', '/states/0/actions/1'];
    expect(await taskOf('/states/0', text('sequential'))).toMatchObject({ kind: 'do', children });
    expect(await taskOf('/states/0', text('parallel'))).toMatchObject({ kind: 'fork', branches: children });
  });

  it('may do nothing', async () => {
    const state = await taskOf(
      '/states/0',
      workflow('  - { name: A, type: operation, actions: [], end: true }'),
    );
    expect(state).toMatchObject({ kind: 'do', children: [] });
  });
});

describe('a sleep', () => {
  it('waits for a duration, which an expression may give', async () => {
    const text = (duration: string) =>
      workflow(`  - { name: A, type: sleep, duration: ${duration}, end: true }`);
    expect(await taskOf('/states/0', text('PT1M'))).toMatchObject({
      kind: 'wait',
      duration: { months: 0, milliseconds: 60_000 },
    });
    expect(await taskOf('/states/0', text('$CONST.pause'))).toMatchObject({
      duration: { source: '$CONST.pause' },
    });
    expect(await codesOf(text('pt1m'))).toEqual(['lower-case-duration 6']);
    expect(await codesOf(text('soon'))).toEqual(['bad-duration 6']);
  });
});

describe('a switch', () => {
  it('on data has conditions in order and a default', async () => {
    const state = await taskOf(
      '/states/0',
      workflow(`
  - name: A
    type: switch
    dataConditions:
      - { name: grown up, condition: .age >= 18, transition: B }
      - { condition: .age < 0, end: { terminate: true } }
    defaultCondition: { end: true }
  - { name: B, type: inject, data: {}, end: true }`),
    );
    expect(state).toMatchObject({
      kind: 'switch',
      branches: [
        { label: 'grown up', when: { source: '.age >= 18' }, then: { to: '/states/1' } },
        { label: '.age < 0', then: { end: 'instance' } },
      ],
      otherwise: { end: 'path' },
    });
    expect(state).not.toHaveProperty('then');
  });

  it('on events waits for the first of them, and goes on by default when the time is up', async () => {
    const state = await taskOf(
      '/states/0',
      workflow(
        `
  - name: A
    type: switch
    eventConditions:
      - { eventRef: yes, eventDataFilter: { toStateData: .answer }, transition: B }
      - { eventRef: no, end: true }
    defaultCondition: { transition: B }
    timeouts: { eventTimeout: PT1H }
  - { name: B, type: inject, data: {}, end: true }`,
        "events: [{ name: 'yes', type: y, source: s }, { name: 'no', type: n, source: s }]",
      ),
    );
    expect(state).toMatchObject({
      kind: 'listen',
      mode: 'any',
      entries: [
        {
          label: 'yes',
          events: [{ name: 'yes', type: 'y', source: 's', filter: { use: true, target: ['answer'] } }],
          then: { to: '/states/1' },
        },
        { label: 'no', then: { end: 'path' } },
      ],
      eventTimeout: { milliseconds: 3_600_000 },
      onTimeout: { to: '/states/1' },
    });
  });

  it('on events waits without end where there is no default', async () => {
    const state = await taskOf(
      '/states/0',
      workflow(
        '  - { name: A, type: switch, eventConditions: [{ eventRef: e, end: true }] }',
        "events: [{ name: e, type: t, source: '' }]\ntimeouts: { eventTimeout: PT1S }",
      ),
    );
    expect(state).not.toHaveProperty('eventTimeout');
    expect(state).not.toHaveProperty('onTimeout');
  });
});

describe('a parallel state', () => {
  const text = (completion: string) =>
    workflow(
      `
  - name: A
    type: parallel
    ${completion}
    timeouts: { branchExecTimeout: PT9S }
    branches:
      - { name: left, actions: [{ functionRef: f }], timeouts: { branchExecTimeout: PT5S, actionExecTimeout: PT2S } }
      - { actions: [{ functionRef: f }] }
    end: true`,
      'functions: [{ name: f, type: expression, operation: .x }]\ntimeouts: { actionExecTimeout: PT3S }',
    );

  it('runs its branches, each with its own times', async () => {
    const { tasks } = await compile(text('completionType: allOf'));
    const state = tasks.get('/states/0');
    expect(state).toMatchObject({ kind: 'fork', branches: ['/states/0/branches/0', '/states/0/branches/1'] });
    expect(state).not.toHaveProperty('atLeast');
    expect(tasks.get('/states/0/branches/0')).toMatchObject({
      kind: 'do',
      name: 'left',
      role: 'branch',
      state: '/states/0',
      children: ['/states/0/branches/0/actions/0'],
      timeout: { milliseconds: 5000 },
    });
    expect(tasks.get('/states/0/branches/1')).toMatchObject({
      name: 'branch 2',
      timeout: { milliseconds: 9000 },
    });
    expect(tasks.get('/states/0/branches/0/actions/0')).toMatchObject({ timeout: { milliseconds: 2000 } });
    expect(tasks.get('/states/0/branches/1/actions/0')).toMatchObject({ timeout: { milliseconds: 3000 } });
  });

  it.each([
    ['1', 1],
    ['"1"', 1],
    ['.n', { source: '.n' }],
  ])('goes on when %s of them have ended', async (written, atLeast) => {
    const state = await taskOf('/states/0', text(`completionType: atLeast\n    numCompleted: ${written}`));
    expect(state).toMatchObject({ atLeast });
  });

  it('needs a number of branches to wait for', async () => {
    expect(await codesOf(text('completionType: atLeast'))).toContain('missing-property 7');
  });
});

describe('a foreach', () => {
  const text = (more: string) =>
    workflow(
      `
  - name: A
    type: foreach
    inputCollection: .list
    ${more}
    actions: [{ functionRef: f }]
    end: true`,
      'functions: [{ name: f, type: expression, operation: $item + 1 }]',
    );

  it('runs its actions for each item', async () => {
    const more = 'outputCollection: .results\n    iterationParam: it\n    mode: parallel\n    batchSize: "3"';
    const { tasks } = await compile(text(more));
    expect(tasks.get('/states/0')).toMatchObject({
      kind: 'for',
      in: { source: '.list' },
      as: 'it',
      target: ['results'],
      mode: 'parallel',
      batchSize: 3,
      body: '/states/0/actions',
    });
    expect(tasks.get('/states/0/actions')).toMatchObject({
      kind: 'do',
      role: 'branch',
      children: ['/states/0/actions/0'],
    });
  });

  it('takes one item after the other unless told otherwise, but all at once by the text', async () => {
    expect(await taskOf('/states/0', text(''))).toMatchObject({ mode: 'sequential', as: 'item' });
    expect(await taskOf('/states/0', text(''), { dialect: 'spec' })).toMatchObject({ mode: 'parallel' });
  });
});

describe('an event state', () => {
  const text = (more: string, start = 'A') =>
    workflow(
      `
  - name: A
    type: event
    ${more}
    onEvents:
      - eventRefs: [one, two]
        eventDataFilter: { data: .payload }
        actions: [{ functionRef: f }]
      - eventRefs: [two]
    end: true
  - { name: B, type: inject, data: {}, transition: A }`,
      `functions: [{ name: f, type: expression, operation: .x }]
events: [{ name: one, type: a, source: s }, { name: two, type: b, source: '', dataOnly: false }]`,
    ).replace('start: A', `start: ${start}`);

  it('waits for the first event of any entry', async () => {
    const { tasks } = await compile(text('timeouts: { eventTimeout: PT1S }', 'B'));
    expect(tasks.get('/states/0')).toMatchObject({
      kind: 'listen',
      mode: 'any',
      entries: [
        {
          label: 'one, two',
          events: [
            { name: 'one', dataOnly: true, filter: { select: { source: '.payload' } } },
            { name: 'two', dataOnly: false },
          ],
          body: '/states/0/onEvents/0/actions',
        },
        { label: 'two' },
      ],
      eventTimeout: { milliseconds: 1000 },
      then: { end: 'path' },
    });
    expect(tasks.get('/states/0/onEvents/0/actions')).toMatchObject({ kind: 'do', role: 'branch' });
  });

  it('waits for all events when it is not exclusive, but not at the start of a SonataFlow workflow', async () => {
    const inclusive = (start: string) => text('exclusive: false', start);
    expect(await taskOf('/states/0', inclusive('B'))).toMatchObject({ mode: 'all' });
    expect(await taskOf('/states/0', inclusive('A'))).toMatchObject({ mode: 'any' });
    expect(await taskOf('/states/0', inclusive('A'), { dialect: 'spec' })).toMatchObject({ mode: 'all' });
  });

  it('matches any source where its definition has none', async () => {
    const state = await taskOf('/states/0', text(''));
    expect(state).toMatchObject({ entries: [{ events: [{ source: 's' }, {}] }, {}] });
    expect(JSON.stringify(state)).not.toContain('"source":""');
  });
});

describe('a callback', () => {
  it('runs its action once the event is awaited', async () => {
    const { tasks } = await compile(
      workflow(
        `
  - name: A
    type: callback
    action: { functionRef: f }
    eventRef: answer
    eventDataFilter: { useData: false }
    eventTimeout: PT1M
    end: true`,
        `functions: [{ name: f, type: expression, operation: .x }]
events: [{ name: answer, type: t, source: s, correlation: [{ contextAttributeName: order, contextAttributeValue: .id }] }]`,
      ),
    );
    expect(tasks.get('/states/0')).toMatchObject({
      kind: 'listen',
      mode: 'any',
      before: '/states/0/action',
      entries: [
        {
          label: 'answer',
          events: [{ correlation: [{ attribute: 'order' }], filter: { use: false } }],
        },
      ],
      eventTimeout: { milliseconds: 60_000 },
    });
    expect(tasks.get('/states/0/action')).toMatchObject({ kind: 'call', role: 'action', state: '/states/0' });
  });
});
