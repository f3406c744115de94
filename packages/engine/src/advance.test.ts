import { describe, expect, it } from 'vitest';
import type { Json, Program } from '@orchestrator/definition';
import { compileYaml, startRun } from './program.fixture.js';
import { advance } from './advance.js';
import { createInstance } from './instance/create.js';
import type { Fact } from './facts.js';

const NOW = Date.UTC(2026, 10, 20);

function state(yaml: string): Promise<Program> {
  return compileYaml(
    `id: w\nfunctions:\n  - {name: log, type: custom, operation: sysout:WARN}\n  - {name: get, type: custom, operation: 'rest:GET:http://localhost/x'}\n  - {name: sum, type: expression, operation: '.a + .b'}\nstates:\n${yaml}`,
  );
}

describe('advance', () => {
  it('runs pure states through to the end in one go', async () => {
    const program = await state(`
  - {name: First, type: inject, data: {a: 1, b: 2}, transition: Second}
  - {name: Second, type: operation, actions: [{functionRef: sum, actionDataFilter: {toStateData: .total}}], end: true}
`);
    const { instance, effects } = startRun(program, {}, NOW);
    expect(instance).toMatchObject({
      state: 'COMPLETED',
      endedAt: NOW,
      root: { data: { a: 1, b: 2, total: 3 }, frame: null },
    });
    expect(effects).toEqual([]);
  });

  it('takes the first true branch of a switch, else its default', async () => {
    const program = await state(`
  - name: Choose
    type: switch
    dataConditions:
      - {condition: .n > 10, transition: Big}
      - {condition: .n > 1, transition: Middle}
    defaultCondition: {transition: Small}
  - {name: Big, type: inject, data: {size: big}, end: true}
  - {name: Middle, type: inject, data: {size: middle}, end: true}
  - {name: Small, type: inject, data: {size: small}, end: true}
`);
    const sizeOf = (n: number) => startRun(program, { n }, NOW).instance.root.data;
    expect([sizeOf(11), sizeOf(5), sizeOf(1)]).toMatchObject([
      { size: 'big' },
      { size: 'middle' },
      { size: 'small' },
    ]);
  });

  it('fails with a sentence when no branch is true and there is no default', async () => {
    const program = await state(
      '  - {name: Choose, type: switch, dataConditions: [{condition: .yes, end: true}]}',
    );
    const { instance } = startRun(program, {}, NOW);
    expect(instance).toMatchObject({
      state: 'ERROR',
      error: { code: 'no-branch', task: '/states/0', node: `${instance.id}:1` },
    });
    expect(instance.endedAt).toBeUndefined();
  });

  it('wishes for a call and merges its result once it is there', async () => {
    const program = await state(`
  - {name: Ask, type: operation, actions: [{functionRef: {refName: get, arguments: {q: .q}}, actionDataFilter: {results: .hits}}], end: true}
`);
    const waiting = startRun(program, { q: 'x' }, NOW);
    expect(waiting.instance.state).toBe('ACTIVE');
    const node = `${waiting.instance.id}:2`;
    expect(waiting.effects).toEqual([
      {
        type: 'call',
        node,
        attempt: 1,
        function: 'get',
        connector: 'rest',
        operation: 'GET:http://localhost/x',
        metadata: {},
        arguments: { q: 'x' },
        hasArguments: true,
      },
    ]);
    const done = advance(
      program,
      waiting.instance,
      { type: 'call-succeeded', node, result: { hits: { n: 1 } } },
      NOW + 5,
    );
    expect(done.instance).toMatchObject({ state: 'COMPLETED', root: { data: { q: 'x', n: 1 } } });
    expect(done.trace.map((entry) => `${entry.type} ${entry.node.split(':')[1]}`)).toEqual([
      'exited 2',
      'exited 1',
    ]);
  });

  it('ends in ERROR when the call fails, and keeps its frames', async () => {
    const program = await state('  - {name: Ask, type: operation, actions: [{functionRef: get}], end: true}');
    const waiting = startRun(program, {}, NOW);
    const node = `${waiting.instance.id}:2`;
    const error = { code: 'http-status', message: 'GET answered 503.', status: 503, cause: 'busy' };
    const { instance, trace } = advance(program, waiting.instance, { type: 'call-failed', node, error }, NOW);
    expect(instance).toMatchObject({
      state: 'ERROR',
      error: { ...error, node, task: '/states/0/actions/0' },
      root: { frame: { child: { node } } },
    });
    expect(trace).toEqual([{ type: 'failed', node, at: NOW, message: 'GET answered 503.' }]);
  });

  it('waits until its timer fires', async () => {
    const program = await state(
      '  - {name: Nap, type: sleep, duration: PT1H, transition: Up}\n  - {name: Up, type: inject, data: {up: true}, end: true}',
    );
    const waiting = startRun(program, {}, NOW);
    const node = `${waiting.instance.id}:1`;
    expect(waiting.effects).toEqual([{ type: 'timer', node, due: NOW + 3_600_000 }]);
    const done = advance(program, waiting.instance, { type: 'timer-fired', node }, NOW + 3_600_000);
    expect(done.instance).toMatchObject({ state: 'COMPLETED', root: { data: { up: true } } });
  });

  it('waits before and after an action when it says so', async () => {
    const program = await state(
      '  - {name: Op, type: operation, actions: [{functionRef: sum, sleep: {before: PT1S, after: PT2S}}], end: true}',
    );
    let run = startRun(program, { a: 1, b: 1 }, NOW);
    const dues: number[] = [];
    while (run.instance.state === 'ACTIVE') {
      const [timer] = run.effects;
      if (timer?.type !== 'timer') throw new Error('a timer was expected');
      dues.push(timer.due - NOW);
      run = advance(program, run.instance, { type: 'timer-fired', node: timer.node }, timer.due);
    }
    expect(dues).toEqual([1000, 3000]);
    expect(run.instance.root.data).toEqual({ a: 1, b: 1, response: 2 });
  });

  it('writes log lines without waiting for them', async () => {
    const program = await state(
      '  - {name: Say, type: operation, actions: [{functionRef: {refName: log, arguments: {message: .text}}}], end: true}',
    );
    const { instance, effects } = startRun(program, { text: { a: 1 } }, NOW);
    expect(instance.state).toBe('COMPLETED');
    expect(effects).toEqual([{ type: 'log', node: `${instance.id}:2`, level: 'warn', message: '{"a":1}' }]);
  });

  it('applies state filters on the way in and out, and skips actions whose condition is false', async () => {
    const program = await state(`
  - name: Op
    type: operation
    stateDataFilter: {input: '{a: .deep.a, b: 5}', output: '{sum: .response}'}
    actions:
      - {functionRef: sum}
      - {functionRef: get, condition: .response > 100}
    end: true
`);
    expect(startRun(program, { deep: { a: 2 } }, NOW).instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: { sum: 7 } },
    });
  });

  it('drops results that the workflow does not want', async () => {
    const program = await state(
      '  - {name: Op, type: operation, actions: [{functionRef: sum, actionDataFilter: {useResults: false}}], end: true}',
    );
    expect(startRun(program, { a: 1, b: 1 }, NOW).instance.root.data).toEqual({ a: 1, b: 1 });
  });

  it('checks the result against the output schema, where a null counts as left out', async () => {
    const schema = '{type: object, properties: {a: {type: number}, b: {type: string}}}';
    const program = await compileYaml(`
id: w
extensions: [{extensionid: workflow-output-schema, outputSchema: {schema: ${schema}}}]
states: [{name: Only, type: inject, data: {b: null}, end: true}]
`);
    expect(startRun(program, { a: null }, NOW).instance.state).toBe('COMPLETED');
    expect(startRun(program, { a: 'x' }, NOW).instance).toMatchObject({
      state: 'ERROR',
      error: { code: 'output-invalid', message: expect.stringContaining('/a must be number') as string },
    });
  });

  it('turns a text under errorMessage into an error of the run', async () => {
    const program = await state(
      '  - {name: Op, type: inject, data: {}, metadata: {errorMessage: ".why // empty"}, end: true}',
    );
    expect(startRun(program, {}, NOW).instance.state).toBe('COMPLETED');
    expect(startRun(program, { why: 'no' }, NOW).instance).toMatchObject({
      state: 'ERROR',
      error: { code: 'workflow-error', message: 'no' },
    });
  });

  it('gives way in a long run and stops one that never waits', async () => {
    const program = await state('  - {name: Loop, type: inject, data: {}, transition: Loop}');
    const limits = { maxStepsPerAdvance: 10, maxStepsWithoutWait: 35 };
    const created = createInstance(program, { id: 'i', data: {} }, NOW);
    let run = advance(program, created, { type: 'started' }, NOW, limits);
    let turns = 0;
    while (run.instance.state === 'ACTIVE') {
      const [turn] = run.effects;
      expect(turn).toMatchObject({ type: 'timer', due: NOW });
      run = advance(program, run.instance, { type: 'timer-fired', node: turn?.node ?? '' }, NOW, limits);
      turns += 1;
    }
    expect(turns).toBe(3);
    expect(run.instance.error).toMatchObject({ code: 'step-limit' });
  });

  it('ends an instance that is cancelled, also one in ERROR, and nothing afterwards changes it', async () => {
    const program = await state('  - {name: Nap, type: sleep, duration: PT1H, end: true}');
    const waiting = startRun(program, {}, NOW).instance;
    const { instance, trace } = advance(program, waiting, { type: 'cancelled' }, NOW + 1);
    expect(instance).toMatchObject({ state: 'ABORTED', endedAt: NOW + 1, root: { frame: null } });
    expect(trace).toEqual([{ type: 'cancelled', node: `${instance.id}:1`, at: NOW + 1 }]);
    const facts: Fact[] = [
      { type: 'started' },
      { type: 'cancelled' },
      { type: 'timer-fired', node: `${instance.id}:1` },
    ];
    for (const fact of facts) expect(advance(program, instance, fact, NOW).instance).toBe(instance);
  });

  it('fails the step whose data nests too deeply', async () => {
    const program = await state('  - {name: Ask, type: operation, actions: [{functionRef: get}], end: true}');
    let deep: Json = {};
    for (let level = 0; level < 200_000; level += 1) deep = { a: deep };
    const waiting = startRun(program, deep, NOW).instance;
    const fact: Fact = { type: 'call-succeeded', node: `${waiting.id}:2`, result: deep };
    const { state: after, error } = advance(program, waiting, fact, NOW).instance;
    expect([after, error?.code]).toEqual(['ERROR', 'data-too-large']);
  });

  it('ignores facts about nodes that no longer wait', async () => {
    const program = await state('  - {name: Nap, type: sleep, duration: PT1H, end: true}');
    const waiting = startRun(program, {}, NOW).instance;
    const stale: Fact[] = [
      { type: 'timer-fired', node: 'other:1' },
      { type: 'call-succeeded', node: `${waiting.id}:1`, result: 1 },
      { type: 'started' },
    ];
    for (const fact of stale)
      expect(advance(program, waiting, fact, NOW)).toEqual({ instance: waiting, effects: [], trace: [] });
  });

  it('goes on from its JSON exactly as undisturbed', async () => {
    const program = await state(`
  - {name: Nap, type: sleep, duration: PT1S, transition: Ask}
  - {name: Ask, type: operation, actions: [{functionRef: get}, {functionRef: sum}], end: true}
`);
    const drive = (restore: boolean): Json => {
      let run = startRun(program, { a: 1, b: 2 }, NOW);
      while (run.instance.state === 'ACTIVE') {
        const [effect] = run.effects;
        const node = effect?.node ?? '';
        const fact: Fact =
          effect?.type === 'call'
            ? { type: 'call-succeeded', node, result: { c: 3 } }
            : { type: 'timer-fired', node };
        const instance = restore
          ? (JSON.parse(JSON.stringify(run.instance)) as typeof run.instance)
          : run.instance;
        run = advance(program, instance, fact, NOW + 1000);
      }
      return JSON.parse(JSON.stringify(run.instance)) as Json;
    };
    expect(drive(true)).toEqual(drive(false));
  });
});
