import { describe, expect, it } from 'vitest';
import { compileYaml, NOW, Run, workflow } from '../run.fixture.js';
import { callArguments } from './call-arguments.js';

describe('a function call', () => {
  it('is an effect, and its result is merged once it is there', async () => {
    const program = await workflow(`
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: {refName: get, arguments: {q: .q}}, actionDataFilter: {results: .hits}}], end: true}
`);
    const run = Run.start(program, { q: 'x' });
    expect(run.news).toEqual([
      {
        type: 'call',
        node: 'run:2',
        attempt: 1,
        function: 'get',
        connector: 'rest',
        operation: expect.stringMatching(/get:http:\/\/localhost\/get/i) as string,
        metadata: {},
        detached: false,
        arguments: { value: { q: 'x' } },
        hasArguments: true,
      },
    ]);
    run.succeed('ask', { hits: { n: 1 } });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { q: 'x', n: 1 } } });
    expect(run.news).toEqual([{ type: 'settled', node: 'run:2', what: 'call' }]);
    expect(run.trace.slice(-2)).toEqual([
      { type: 'exited', node: 'run:2', at: NOW, output: { hits: { n: 1 } } },
      { type: 'exited', node: 'run:1', at: NOW },
    ]);
  });

  it('tells which document describes it, and what its configKey gives', async () => {
    const document = { openapi: '3.0.0', paths: { '/': { get: { operationId: 'find' } } } };
    const program = await compileYaml(
      `
id: w
functions: [{name: f, operation: 'pets.json#find', metadata: {configKey: .cluster}}, {name: g, operation: 'pets.json#find'}]
states: [{name: Op, type: operation, actions: [{functionRef: f}, {functionRef: g}], end: true}]
`,
      'sonataflow',
      { 'w/pets.json': JSON.stringify(document) },
    );
    const described = {
      connector: 'openapi',
      operation: 'find',
      document: 'w/pets.json',
      reference: { uri: 'pets.json' },
    };
    const run = Run.start(program, { cluster: 'one' });
    expect(run.of('call')).toMatchObject([{ ...described, configKey: 'one' }]);
    run.succeed('f', {});
    expect(run.of('call').at(-1)).toMatchObject(described);
    expect(run.of('call').at(-1)).not.toHaveProperty('configKey');
    expect(Run.start(program).of('call')).toMatchObject([{ configKey: '' }]);
  });

  it('fails with the reason when its document could not be read', async () => {
    const program = await compileYaml(`
id: w
functions: [{name: f, operation: 'https://example.com/pets.yaml#find'}]
states: [{name: Op, type: operation, actions: [{functionRef: f}], end: true}]
`);
    expect(Run.start(program).instance.error).toMatchObject({
      code: 'resource-unavailable',
      message: expect.stringMatching(/^The function "f" can't be called: .*example\.com/) as string,
    });
  });

  it('gets the whole data when it names no arguments', async () => {
    const program = await workflow(`
  - {name: Ask, type: operation, actions: [{functionRef: get}, {functionRef: get, actionDataFilter: {fromStateData: .a}}], end: true}
`);
    const run = Run.start(program, { a: { b: 1 } });
    expect(run.of('call')).toMatchObject([{ arguments: { value: { a: { b: 1 } } }, hasArguments: false }]);
    run.succeed('get');
    expect(run.of('call', run.news)).toMatchObject([{ arguments: { value: { b: 1 } } }]);
  });

  it('keeps the status of the answer for expressions', async () => {
    const program = await compileYaml(`
id: w
functions: [{name: get, type: custom, operation: 'rest:get:http://localhost/x'}, {name: code, type: expression, operation: $WORKFLOW.statusCode}]
states: [{name: Ask, type: operation, actions: [{name: ask, functionRef: get}, {functionRef: code, actionDataFilter: {toStateData: .code}}], end: true}]
`);
    const run = Run.start(program);
    const response = { statusCode: 201, statusMessage: 'Created', headers: {} };
    run.take({ type: 'call-succeeded', node: run.node('ask'), result: {}, response });
    expect(run.data).toEqual({ code: 201 });
  });

  it('drops results that the workflow does not want', async () => {
    const program = await workflow(`
  - {name: Op, type: operation, actions: [{functionRef: sum, actionDataFilter: {useResults: false}}], end: true}
`);
    expect(Run.start(program, { a: 1, b: 1 }).data).toEqual({ a: 1, b: 1 });
  });

  it('is skipped with its sleeps when its condition is false', async () => {
    const program = await workflow(`
  - {name: Op, type: operation, actions: [{functionRef: get, condition: .no, sleep: {before: PT1S, after: PT1S}}], end: true}
`);
    const run = Run.start(program, { no: false });
    expect(run.instance.state).toBe('COMPLETED');
    expect(run.effects).toEqual([]);
  });

  it.each(['before', 'after'])('still sleeps %s itself when an operator repairs how long', async (when) => {
    const program = await workflow(`
  - {name: Op, type: operation, actions: [{name: add, functionRef: sum, sleep: {${when}: '\${ .pause }'}}], end: true}
`);
    const run = Run.start(program, { a: 1, b: 2, pause: 'long' });
    expect(run.instance).toMatchObject({ state: 'ERROR', error: { code: 'bad-duration' } });
    run.take({ type: 'data-replaced', data: { a: 1, b: 2, pause: 'PT1S' } }).take({ type: 'retried' });
    expect(run.of('timer', run.news)).toMatchObject([{ due: NOW + 1000 }]);
    expect(run.fire('add').state).toBe('COMPLETED');
  });

  it('sleeps before and after when it says so', async () => {
    const program = await workflow(`
  - {name: Op, type: operation, actions: [{name: add, functionRef: sum, sleep: {before: PT1S, after: PT2S}}], end: true}
`);
    const run = Run.start(program, { a: 1, b: 1 });
    expect(run.data).toEqual({ a: 1, b: 1 });
    run.fire('add');
    expect(run.data).toEqual({ a: 1, b: 1, response: 2 });
    run.fire('add');
    expect(run.state).toBe('COMPLETED');
    expect(run.of('timer').map(({ due }) => due - NOW)).toEqual([1000, 3000]);
    expect(run.trace).toContainEqual({ type: 'exited', node: run.node('add'), at: NOW + 3000, output: 2 });
  });

  it('is not waited for when it is asynchronous', async () => {
    const program = await workflow(`
  - {name: Op, type: operation, actions: [{functionRef: {refName: get, invoke: async}}], end: true}
`);
    const run = Run.start(program);
    expect(run.state).toBe('COMPLETED');
    expect(run.of('call')).toMatchObject([{ detached: true }]);
  });

  it('writes a log line without waiting for it', async () => {
    const program = await workflow(`
  - {name: Say, type: operation, actions: [{functionRef: {refName: log, arguments: {message: .text}}}], end: true}
`);
    const run = Run.start(program, { text: { a: 1 } });
    expect(run.effects).toEqual([{ type: 'log', node: 'run:2', level: 'info', message: '{"a":1}' }]);
  });
});

describe('secrets and start headers', () => {
  const environment = { secrets: { shop: { key: 'k3y' } }, headers: { token: 't0ken' } };
  const program = () =>
    compileYaml(`
id: w
functions:
  - {name: get, type: custom, operation: 'rest:get:http://localhost/x'}
  - {name: log, type: custom, operation: sysout}
  - {name: reveal, type: expression, operation: $SECRET.shop.key}
states:
  - name: Use
    type: operation
    actions:
      - {name: ask, functionRef: {refName: get, arguments: {key: $SECRET.shop.key, token: $WORKFLOW.headers.token, n: .n}}}
      - {functionRef: {refName: log, arguments: {message: '"key " + $SECRET.shop.key'}}}
      - {name: reveal, functionRef: reveal, actionDataFilter: {toStateData: .revealed}}
    end: true
`);

  it('are computed only at the call', async () => {
    const run = Run.start(await program(), { n: 1 }, { environment });
    const [call] = run.of('call');
    if (!call) throw new Error('a call was expected');
    expect(JSON.stringify([run.instance, run.effects, run.trace])).not.toMatch(/k3y|t0ken/);
    expect(callArguments(run.program, run.instance, call.arguments, environment)).toEqual({
      key: 'k3y',
      token: 't0ken',
      n: 1,
    });
    expect(run.trace).toContainEqual(expect.objectContaining({ input: { key: '***', token: '***', n: 1 } }));
  });

  it('are masked in logs and traces, but are stored where the workflow puts them into its data', async () => {
    const run = Run.start(await program(), { n: 1 }, { environment }).succeed('ask');
    expect(run.of('log')).toMatchObject([{ message: 'key ***' }]);
    expect(JSON.stringify(run.trace)).not.toMatch(/k3y/);
    expect(run.data).toMatchObject({ revealed: 'k3y' });
  });
});

describe('a subflow', () => {
  const states = `
  - {name: Sub, type: operation, actions: [{name: child, subFlowRef: {workflowId: other, version: '2'}}], end: true}
`;

  it('starts with the data of its parent and gives its own back', async () => {
    const run = new Run(await workflow(states), {
      data: { a: 1 },
      variables: { v: 1 },
      headers: { h: 'x' },
    }).take({ type: 'started' });
    const [start] = run.of('start');
    expect(start).toMatchObject({
      workflowId: 'other',
      version: '2',
      data: { a: 1 },
      variables: { v: 1 },
      headers: { h: 'x' },
      parent: {
        instanceId: 'run',
        node: run.node('child'),
        child: start?.instanceId,
        rootInstanceId: 'run',
        rootWorkflowId: 'w',
      },
    });
    run.take({
      type: 'child-ended',
      node: run.node('child'),
      instanceId: start?.instanceId ?? '',
      state: 'COMPLETED',
      data: { b: 2 },
    });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { a: 1, b: 2 } } });
  });

  it('is cancelled with its parent', async () => {
    const run = Run.start(await workflow(states)).take({ type: 'cancelled' });
    expect(run.of('message')).toEqual([
      { type: 'message', to: run.of('start')[0]?.instanceId, fact: { type: 'cancelled' } },
    ]);
  });

  it('is cancelled under the id that it has gone on as', async () => {
    const run = Run.start(await workflow(states));
    const instanceId = run.of('start')[0]?.instanceId ?? '';
    run
      .take({ type: 'child-replaced', node: run.node('child'), instanceId, by: 'new' })
      .take({ type: 'cancelled' });
    expect(run.of('message')).toMatchObject([{ to: 'new' }]);
  });

  it('leaves its parent waiting when it fails in sonataflow, and fails it in spec', async () => {
    for (const [dialect, state] of [
      ['sonataflow', 'ACTIVE'],
      ['spec', 'ERROR'],
    ] as const) {
      const run = Run.start(await workflow(states, '', dialect));
      const instanceId = run.of('start')[0]?.instanceId ?? '';
      const error = { code: 'http-status', message: 'no' };
      run.take({ type: 'child-ended', node: run.node('child'), instanceId, state: 'ERROR', data: {}, error });
      expect(run.state).toBe(state);
    }
  });

  it('fails its parent when it was aborted or never began', async () => {
    const aborted = Run.start(await workflow(states));
    const instanceId = aborted.of('start')[0]?.instanceId ?? '';
    aborted.take({
      type: 'child-ended',
      node: aborted.node('child'),
      instanceId,
      state: 'ABORTED',
      data: {},
    });
    expect(aborted.instance.error?.code).toBe('child-aborted');
    const unknown = Run.start(await workflow(states)).fail('child', { code: 'unknown-workflow' });
    expect(unknown.instance.error?.code).toBe('unknown-workflow');
    expect(unknown.of('message')).toEqual([]);
  });

  it('is told nothing and asks nothing when it runs on its own', async () => {
    const detached = (end: string) =>
      workflow(`
  - {name: Sub, type: operation, actions: [{subFlowRef: {workflowId: other, invoke: async, onParentComplete: ${end}}}], end: true}
`);
    const left = Run.start(await detached('continue'));
    expect([left.state, left.of('message')]).toEqual(['COMPLETED', []]);
    const stopped = Run.start(await detached('terminate'));
    expect(stopped.of('message')).toEqual([
      { type: 'message', to: stopped.of('start')[0]?.instanceId, fact: { type: 'cancelled' } },
    ]);
  });

  it('tells its parent how it ended', async () => {
    const parent = { instanceId: 'p', node: 'p:1', child: 'run', rootInstanceId: 'p', rootWorkflowId: 'p' };
    const program = await workflow(`
  - {name: Only, type: inject, data: {n: 1}, end: true}
`);
    const run = new Run(program, { parent }).take({ type: 'started' });
    expect(run.of('message')).toEqual([
      {
        type: 'message',
        to: 'p',
        fact: { type: 'child-ended', node: 'p:1', instanceId: 'run', state: 'COMPLETED', data: { n: 1 } },
      },
    ]);
  });
});

describe('a produced event', () => {
  const sections = `
events:
  - {name: done, type: order.done, kind: produced}
  - {name: answer, type: order.answer, source: s}`;

  it('carries who sent it, its data and its attributes', async () => {
    const program = await workflow(
      `
  - {name: Last, type: inject, data: {n: 1}, end: {produceEvents: [{eventRef: done, data: '\${ {m: .n} }', contextAttributes: {kind: .n}}]}}
`,
      sections,
    );
    const run = new Run(program, { businessKey: 'key', referenceId: 'ref' }).take({ type: 'started' });
    expect(run.state).toBe('COMPLETED');
    const [publish] = run.of('publish');
    expect(publish?.event).toMatchObject({
      specversion: '1.0',
      source: '/process/w',
      type: 'order.done',
      time: new Date(NOW).toISOString(),
      kogitoprocinstanceid: 'run',
      kogitoprocid: 'w',
      kogitoproctype: 'SW',
      kogitoprocist: 'Active',
      kogitoprocrefid: 'ref',
      kogitobusinesskey: 'key',
      kind: '1',
      data: { m: 1 },
    });
  });

  it('carries the whole data when it names none, and several go out in written order', async () => {
    const program = await workflow(
      `
  - {name: One, type: inject, data: {n: 1}, transition: {nextState: Two, produceEvents: [{eventRef: done}, {eventRef: other}]}}
  - {name: Two, type: inject, data: {n: 2}, end: true}
`,
      `${sections}\n  - {name: other, type: order.other, kind: produced}`,
    );
    const events = Run.start(program)
      .of('publish')
      .map(({ event: { type, data } }) => ({ type, data }));
    expect(events).toEqual([
      { type: 'order.done', data: { n: 1 } },
      { type: 'order.other', data: { n: 1 } },
    ]);
  });

  it('waits for the answering event when an action names one', async () => {
    const program = await workflow(
      `
  - {name: Ask, type: operation, actions: [{name: ask, eventRef: {triggerEventRef: done, resultEventRef: answer, resultEventTimeout: PT5S}}], end: true}
`,
      sections,
    );
    const run = Run.start(program);
    expect(run.news.map(({ type }) => type)).toEqual(['subscribe', 'timer', 'publish']);
    expect(Run.start(program).fire('ask').instance.error?.code).toBe('timeout');
    run.hear('ask', { id: '1', source: 's', type: 'order.answer', data: { ok: true } });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { ok: true } } });
  });
});
