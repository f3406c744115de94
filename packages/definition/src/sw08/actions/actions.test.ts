import { describe, expect, it } from 'vitest';
import type { CompileOptions } from '../compile.fixture.js';
import { codesOf, taskOf, workflow } from '../compile.fixture.js';

const sections = `
functions:
  - { name: f, type: expression, operation: .x }
  - { name: log, type: custom, operation: 'sysout:WARN' }
  - { name: route, type: custom, operation: 'camel:direct:numbers' }
  - { name: pets, type: graphql, operation: 'https://pets.example/graphql#query#pet' }
  - { name: people, type: odata, operation: 'https://people.example/odata#Persons' }
events:
  - { name: asked, type: a, kind: produced }
  - { name: answered, type: b, source: s, dataOnly: false }
errors: [{ name: slow, code: '504' }, { name: wrong, code: '400' }]
retries: [{ name: patient, delay: PT1S, maxAttempts: 3 }]
`;

const text = (action: string, more = '') =>
  workflow(`  - { name: A, type: operation, actions: [${action}], end: true }`, sections + more);

const actionOf = (action: string, more = '', options: CompileOptions = {}) =>
  taskOf('/states/0/actions/0', text(action, more), options);

describe('any action', () => {
  it('has what stands around its call', async () => {
    const action =
      await actionOf(`{ name: first, functionRef: f, condition: .ok, sleep: { before: PT1S, after: PT2S },
      actionDataFilter: { fromStateData: .part, results: .value, toStateData: .a.b, useResults: true } }`);
    expect(action).toMatchObject({
      id: '/states/0/actions/0',
      name: 'first',
      role: 'action',
      state: '/states/0',
      condition: { source: '.ok' },
      sleepBefore: { milliseconds: 1000 },
      sleepAfter: { milliseconds: 2000 },
      fromStateData: { source: '.part' },
      result: { use: true, select: { source: '.value' }, target: ['a', 'b'] },
      detached: false,
    });
    expect(action).not.toHaveProperty('then');
  });

  it('may drop its result, and merges it into the whole data unless told otherwise', async () => {
    const dropping = await actionOf('{ functionRef: f, actionDataFilter: { useResults: false } }');
    expect(dropping).toMatchObject({ result: { use: false } });
    const whole = await actionOf('{ functionRef: f, actionDataFilter: { toStateData: . } }');
    expect(whole).toMatchObject({ result: { use: true } });
    expect(whole.kind === 'call' && whole.result).not.toHaveProperty('target');
  });

  it('writes its result to a place only; SonataFlow finds out late', async () => {
    const odd = '{ functionRef: f, actionDataFilter: { toStateData: ".a | .b" } }';
    expect(await codesOf(text(odd))).toContain('bad-path 16');
    const action = await actionOf(odd);
    const select = action.kind === 'call' ? action.result.select : undefined;
    expect(() => select?.evaluate({}, {}, 0)).toThrow(/can't be written to .a | .b/);
    expect(await codesOf(text(odd), { dialect: 'spec' })).toContain('bad-path 16');
    await expect(actionOf(odd, '', { dialect: 'spec' })).rejects.toThrow('bad-path');
  });

  it('takes its times from the state, or else from the document', async () => {
    const action = await actionOf(
      '{ functionRef: f }',
      'timeouts: { actionExecTimeout: PT5S, stateExecTimeout: { single: PT1S, total: PT9S } }',
    );
    expect(action).toMatchObject({ timeout: { milliseconds: 5000 }, attemptTimeout: { milliseconds: 1000 } });
  });

  it('is known by older names of its parts as well', async () => {
    const older =
      '{ functionRef: { refName: log, parameters: { message: hi } }, actionFilter: { results: .x } }';
    expect(await codesOf(text(older))).toEqual(['old-name 16', 'old-name 16']);
    const action = await actionOf(older);
    expect(action).toMatchObject({ result: { select: { source: '.x' } } });
    expect(action.kind === 'call' && action.arguments?.evaluate({}, {}, 0)).toEqual({ message: 'hi' });
  });
});

describe('a retried action', () => {
  const retried =
    '{ functionRef: f, retryRef: patient, retryableErrors: [slow], nonRetryableErrors: [wrong] }';

  it('names its policy and the errors that it is for', async () => {
    expect(await actionOf(retried)).toMatchObject({
      retry: {
        policy: { delay: { milliseconds: 1000 }, maxAttempts: 3 },
        only: [{ name: 'slow', code: '504' }],
        except: [{ name: 'wrong', code: '400' }],
      },
    });
  });

  it('is retried for all errors but the excluded ones with autoRetries', async () => {
    const action = await actionOf(retried, 'autoRetries: true');
    expect(action).toMatchObject({ retry: { policy: { maxAttempts: 3 }, except: [{ name: 'wrong' }] } });
    expect(action.kind === 'call' && action.retry).not.toHaveProperty('only');
    expect(await actionOf('{ functionRef: f }', 'autoRetries: true')).toMatchObject({
      retry: { policy: { delay: { milliseconds: 1000 }, multiplier: 2 }, except: [] },
    });
  });

  it('is not retried without errors to retry it for, and the author is told', async () => {
    const action = '{ functionRef: f, retryRef: patient }';
    expect(await actionOf(action)).not.toHaveProperty('retry');
    expect(await codesOf(text(action))).toEqual(['no-retryable-errors 16']);
  });

  it('needs a policy and errors that exist', async () => {
    const action = '{ functionRef: f, retryRef: patent, retryableErrors: [slo] }';
    expect(await codesOf(text(action))).toEqual(['unknown-retry 16', 'unknown-error 16']);
  });
});

describe('a call', () => {
  it('names its function, alone or with arguments', async () => {
    expect(await actionOf('{ functionRef: f }')).toMatchObject({
      kind: 'call',
      name: 'f',
      function: { kind: 'expression', name: 'f', expression: { source: '.x' } },
    });
    const action = await actionOf('{ functionRef: { refName: log, arguments: "${ .all }", invoke: async } }');
    expect(action).toMatchObject({ kind: 'call', detached: true, function: { kind: 'log', level: 'warn' } });
    expect(action.kind === 'call' && action.arguments?.evaluate({ all: { message: 'x' } }, {}, 0)).toEqual({
      message: 'x',
    });
  });

  it('of an unknown function is told with the name that was meant', async () => {
    expect(await codesOf(text('{ functionRef: lag }'))).toContain('unknown-function 16');
  });

  it('of a namespace needs no definition', async () => {
    expect(await actionOf('{ functionRef: { refName: "service:Greeter::greet" } }')).toMatchObject({
      function: { kind: 'connector', connector: 'service', operation: 'Greeter::greet' },
    });
    const declared = 'extensions: [{ extensionid: workflow-function-namespaces, namespaces: { own: x } }]';
    expect(await actionOf('{ functionRef: "own:thing" }', declared)).toMatchObject({
      function: { kind: 'connector', connector: 'own', operation: 'thing' },
    });
    expect(await codesOf(text('{ functionRef: "own:thing" }'))).toContain('unknown-function 16');
  });

  it.each([
    ['{ body: .x }', 0],
    ['{ body: .x, headers: { a: b } }', 0],
    ['{ headers: "${ .headers }" }', 0],
    ['"${ . }"', 0],
    ['{ body: .x, headers: 1000 }', 1],
    ['{ headers: [{ a: b }] }', 1],
    ['{ payload: .x }', 1],
  ])('of a Camel route with %s has %i errors', async (given, errors) => {
    const codes = await codesOf(text(`{ functionRef: { refName: route, arguments: ${given} } }`));
    expect(codes).toEqual(Array(errors).fill('camel-arguments 16'));
  });

  it('of GraphQL passes the fields that are asked for, with expressions in their places', async () => {
    const action = await actionOf(
      '{ functionRef: { refName: pets, arguments: { id: .pet }, selectionSet: "{ name ${ .more } }" } }',
    );
    expect(action).toMatchObject({ function: { connector: 'graphql' } });
    expect(action.kind === 'call' && action.arguments?.evaluate({ pet: 7, more: 'age' }, {}, 0)).toEqual({
      arguments: { id: 7 },
      selectionSet: '{ name age }',
    });
  });

  it('of OData takes an older name of an option', async () => {
    const action =
      '{ functionRef: { refName: people, arguments: { queryOptions: { orderby: name, top: 2 } } } }';
    expect(await codesOf(text(action))).toEqual(['old-name 16']);
    const task = await actionOf(action);
    expect(task.kind === 'call' && task.arguments?.evaluate({}, {}, 0)).toEqual({
      queryOptions: { orderBy: 'name', top: 2 },
    });
  });
});

describe('an event action', () => {
  it('sends an event', async () => {
    const action = await actionOf('{ eventRef: { triggerEventRef: asked, data: { q: .q } } }');
    expect(action).toMatchObject({ kind: 'emit', name: 'asked', event: { name: 'asked', type: 'a' } });
    expect(action).not.toHaveProperty('answer');
    expect(action.kind === 'emit' && action.event.data?.evaluate({ q: 1 }, {}, 0)).toEqual({ q: 1 });
  });

  it('may wait for an answer, as long as an action may take or its own time', async () => {
    const waiting = (more: string) =>
      `{ eventRef: { triggerEventRef: asked, resultEventRef: answered${more} } }`;
    const limit = 'timeouts: { actionExecTimeout: PT5S }';
    expect(await actionOf(waiting(''), limit)).toMatchObject({
      answer: { event: { name: 'answered', dataOnly: false }, timeout: { milliseconds: 5000 } },
    });
    expect(await actionOf(waiting(', resultEventTimeout: PT1S'), limit)).toMatchObject({
      answer: { timeout: { milliseconds: 1000 } },
    });
  });

  it('sends events that are declared as produced; SonataFlow does not look', async () => {
    const action = '{ eventRef: { triggerEventRef: answered } }';
    expect(await codesOf(text(action), { dialect: 'spec' })).toContain('wrong-event-kind 16');
    expect(await codesOf(text(action))).not.toContain('wrong-event-kind 16');
  });
});

describe('a subflow', () => {
  it('is another workflow, alone or with how it is run', async () => {
    expect(await actionOf('{ subFlowRef: child }')).toMatchObject({
      kind: 'run',
      name: 'child',
      workflowId: 'child',
      onParentEnd: 'terminate',
      detached: false,
    });
    expect(
      await actionOf(
        '{ subFlowRef: { workflowId: child, version: 2.0, invoke: async, onParentComplete: continue } }',
      ),
    ).toMatchObject({ kind: 'run', version: '2.0', onParentEnd: 'continue', detached: true });
  });
});
