import { describe, expect, it } from 'vitest';
import type { Json } from '../json.js';
import { told } from './checked-document.fixture.js';

const inject = (name: string, then: { [key: string]: Json } = { end: true }) => ({
  name,
  type: 'inject',
  data: {},
  ...then,
});
const to = (transition: Json) => ({ transition });

describe('unreached states', () => {
  it('are warned of, and those on other ways are not', async () => {
    const states = [
      inject('A', to('B')),
      {
        name: 'B',
        type: 'operation',
        actions: [],
        onErrors: [{ errorRef: 'e', ...to('OnError') }],
        end: true,
        compensatedBy: 'Undo',
      },
      inject('OnError'),
      { ...inject('Undo', {}), usedForCompensation: true },
      inject('Before'),
      inject('Lost', to('LostToo')),
      inject('LostToo', to('Lost')),
    ];
    const timeouts = { workflowExecTimeout: { duration: 'PT1H', runBefore: 'Before' } };
    const errors = [{ name: 'e', code: '500' }];
    expect(await told('unreached-state', { states, timeouts, errors })).toEqual([
      'warning unreached-state Nothing leads to the state "Lost"; add a transition to it or remove it.',
      'warning unreached-state Nothing leads to the state "LostToo"; add a transition to it or remove it.',
    ]);
  });

  it('are found behind transitions that send events as well', async () => {
    const events = [{ name: 'e', type: 't', kind: 'produced' }];
    const states = [inject('A', to({ nextState: 'B', produceEvents: [{ eventRef: 'e' }] })), inject('B')];
    expect(await told('unreached-state', { states, events })).toEqual([]);
  });
});

describe('loops', () => {
  it('without a wait and a way out are warned of, each once', async () => {
    const states = [
      inject('A', to('B')),
      inject('B', to('C')),
      inject('C', to('B')),
      inject('D', to('D')),
      inject('E', to('A')),
    ];
    expect(await told('endless-loop', { states })).toEqual([
      expect.stringContaining('From "B" on'),
      expect.stringContaining('From "D" on'),
    ]);
  });

  it.each([
    ['a sleep state', { name: 'B', type: 'sleep', duration: 'PT1S', ...to('A') }],
    ['a call', { name: 'B', type: 'operation', actions: [{ functionRef: 'call' }], ...to('A') }],
    ['a subflow', { name: 'B', type: 'operation', actions: [{ subFlowRef: 'other' }], ...to('A') }],
    ['an event', { name: 'B', type: 'event', onEvents: [{ eventRefs: ['e'] }], ...to('A') }],
    [
      'a sleep of an action',
      {
        name: 'B',
        type: 'operation',
        actions: [{ functionRef: 'f', sleep: { before: 'PT1S' } }],
        ...to('A'),
      },
    ],
    [
      'a way out',
      {
        name: 'B',
        type: 'switch',
        dataConditions: [{ condition: '.done', end: true }],
        defaultCondition: to('A'),
      },
    ],
    ['a failure', { name: 'B', type: 'switch', dataConditions: [{ condition: '.on', ...to('A') }] }],
  ])('with %s are fine', async (_, state) => {
    const functions = [
      { name: 'call', type: 'custom', operation: 'rest:GET:http://localhost/' },
      { name: 'f', type: 'expression', operation: '.a' },
    ];
    const events = [{ name: 'e', type: 't', source: '' }];
    expect(await told('endless-loop', { states: [inject('A', to('B')), state], functions, events })).toEqual(
      [],
    );
  });

  it('that only undoing leads out of are warned of', async () => {
    const states = [
      { name: 'A', type: 'operation', actions: [], ...to('A'), compensatedBy: 'Undo' },
      { ...inject('Undo', {}), usedForCompensation: true },
    ];
    expect(await told('endless-loop', { states })).toEqual([expect.stringContaining('From "A" on')]);
  });
});

describe('numbers of parallel and foreach states', () => {
  const branches = [
    { name: 'a', actions: [] },
    { name: 'b', actions: [] },
  ];
  const parallel = (numCompleted: Json) => ({
    states: [{ name: 'A', type: 'parallel', branches, completionType: 'atLeast', numCompleted, end: true }],
  });
  const foreach = (batchSize: Json) => ({
    states: [
      {
        name: 'A',
        type: 'foreach',
        inputCollection: '.l',
        actions: [],
        mode: 'parallel',
        batchSize,
        end: true,
      },
    ],
  });

  it.each([[1], [2], ['2'], ['.n']])('take %j of two branches', async (numCompleted) => {
    expect(await told('out-of-range', parallel(numCompleted), 'spec')).toEqual([]);
  });

  it.each([[3], ['3']])('refuse %j of two branches', async (numCompleted) => {
    const message = '"numCompleted" must be a whole number between 1 and 2, the number of branches.';
    expect(await told('out-of-range', parallel(numCompleted), 'spec')).toEqual([
      `error out-of-range ${message}`,
    ]);
    expect(await told('out-of-range', parallel(numCompleted))).toEqual([`warning out-of-range ${message}`]);
  });

  it('take batches above one', async () => {
    expect(await told('out-of-range', foreach(2), 'spec')).toEqual([]);
    expect(await told('out-of-range', foreach('.n'), 'spec')).toEqual([]);
    expect(await told('out-of-range', foreach(1))).toEqual([
      expect.stringContaining('warning out-of-range "batchSize"'),
    ]);
  });
});

describe('branches', () => {
  it('may not run their own workflow', async () => {
    const branches = [
      {
        name: 'b',
        actions: [{ subFlowRef: 'a' }, { subFlowRef: { workflowId: 'a' } }, { subFlowRef: 'other' }],
      },
    ];
    const states = [{ name: 'A', type: 'parallel', branches, end: true }];
    expect(await told('own-workflow', { states }, 'spec')).toEqual([
      expect.stringContaining('error own-workflow'),
      expect.stringContaining('error own-workflow'),
    ]);
    // Recursion works in SonataFlow, as long as it comes to an end.
    expect(await told('own-workflow', { states })).toHaveLength(2);
    expect(await told('own-workflow', { states }, 'sonataflow')).toContainEqual(
      expect.stringContaining('warning'),
    );
  });
});

describe('ends', () => {
  it('that continue cannot say that they do not terminate', async () => {
    const states = [inject('A', { end: { terminate: false, continueAs: 'other' } })];
    expect(await told('terminate-and-continue', { states })).toEqual([expect.stringContaining('warning')]);
    expect(
      await told('terminate-and-continue', { states: [inject('A', { end: { terminate: false } })] }),
    ).toEqual([]);
  });
});

describe('a default condition of an event switch', () => {
  const events = [{ name: 'e', type: 't', source: '' }];
  const state = {
    name: 'A',
    type: 'switch',
    eventConditions: [{ eventRef: 'e', end: true }],
    defaultCondition: { end: true },
  };

  it('needs a timeout', async () => {
    expect(await told('missing-timeout', { states: [state], events })).toEqual([
      expect.stringContaining('error'),
    ]);
    expect(await told('missing-timeout', { states: [state], events }, 'spec')).toEqual([
      expect.stringContaining('hint'),
    ]);
  });

  it('takes the timeout of the state or of the workflow', async () => {
    const timeouts = { eventTimeout: 'PT1S' };
    expect(await told('missing-timeout', { states: [{ ...state, timeouts }], events })).toEqual([]);
    expect(await told('missing-timeout', { states: [state], events, timeouts })).toEqual([]);
  });
});

describe('declarations', () => {
  const codes = ['unused-function', 'unused-event', 'unused-error', 'unused-retry', 'unused-auth'];

  it('that nothing refers to are hinted at', async () => {
    const document = {
      states: [inject('A')],
      functions: [{ name: 'f', type: 'custom', operation: 'sysout' }],
      events: [{ name: 'e', type: 't', source: '' }],
      errors: [{ name: 'x', code: '1' }],
      retries: [{ name: 'r', maxAttempts: 1 }],
      auth: [{ name: 'u', properties: { username: 'a', password: 'b' } }],
    };
    expect((await told(codes, document)).map((text) => text.split(' ').slice(0, 2).join(' '))).toEqual(
      codes.map((code) => `hint ${code}`),
    );
  });

  it('that something refers to are not', async () => {
    const action = {
      functionRef: { refName: 'f', arguments: { message: '${ fn:g }' } },
      retryRef: 'r',
      retryableErrors: ['y'],
    };
    const sending = { eventRef: { triggerEventRef: 'sent', resultEventRef: 'answer' } };
    const document = {
      states: [
        {
          name: 'A',
          type: 'operation',
          actions: [action, sending],
          onErrors: [{ errorRefs: ['x'], end: true }],
          ...to('B'),
        },
        { name: 'B', type: 'event', onEvents: [{ eventRefs: ['e'] }], end: true },
      ],
      functions: [
        { name: 'f', type: 'custom', operation: 'sysout', authRef: 'u' },
        { name: 'g', type: 'expression', operation: '.a' },
      ],
      events: [
        { name: 'e', type: 't', source: '' },
        { name: 'answer', type: 'u', source: '' },
        { name: 'sent', type: 'v', kind: 'produced' },
      ],
      errors: [
        { name: 'x', code: '1' },
        { name: 'y', code: '2' },
      ],
      retries: [{ name: 'r', maxAttempts: 1 }],
      auth: [{ name: 'u', properties: { username: 'a', password: 'b' } }],
    };
    expect(await told(codes, document)).toEqual([]);
  });

  it('in a file of their own may serve other workflows', async () => {
    const files = { 'functions.json': { functions: [{ name: 'f', type: 'custom', operation: 'sysout' }] } };
    expect(
      await told(codes, { states: [inject('A')], functions: 'functions.json' }, 'sonataflow', files),
    ).toEqual([]);
  });
});

describe('secrets and constants', () => {
  const codes = ['undeclared-secret', 'unknown-constant'];
  const reading = (condition: string) => ({
    states: [{ name: 'A', type: 'operation', actions: [{ subFlowRef: 'x', condition }], end: true }],
  });

  it('may be read when they are declared', async () => {
    const document = {
      ...reading('$SECRET.db.password == $CONST.limits.max'),
      secrets: ['db'],
      constants: { limits: {} },
    };
    expect(await told(codes, document, 'spec')).toEqual([]);
    expect(await told(codes, { ...document, secrets: ['db.password'] }, 'spec')).toEqual([]);
  });

  it('are suggested when they are misspelt', async () => {
    expect(await told(codes, { ...reading('$CONST.limit'), constants: { limits: 1 } })).toEqual([
      'warning unknown-constant There is no constant "limit"; did you mean "limits"?',
    ]);
  });

  it('have to be declared by the text', async () => {
    expect(await told(codes, reading('$SECRETS.key'), 'spec')).toEqual([
      expect.stringContaining('warning undeclared-secret'),
    ]);
  });

  it('are any settings in SonataFlow, unless a document lists its secrets', async () => {
    expect(await told(codes, reading('$SECRET.key'))).toEqual([]);
    expect(await told(codes, { ...reading('$SECRET.key'), secrets: ['other'] })).toEqual([
      'hint undeclared-secret The secret "key" isn\'t declared; add it to "secrets".',
    ]);
  });
});
