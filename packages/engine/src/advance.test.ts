import { describe, expect, it } from 'vitest';
import type { Json } from '@orchestrator/definition';
import { advance } from './advance.js';
import type { Fact } from './facts.js';
import { defaultLimits } from './limits.js';
import { compileYaml, NOW, Run, workflow } from './run.fixture.js';

describe('advance', () => {
  it('runs pure states through to the end in one go', async () => {
    const program = await workflow(`
  - {name: First, type: inject, data: {a: 1, b: 2}, transition: Second}
  - {name: Second, type: operation, actions: [{functionRef: sum, actionDataFilter: {toStateData: .total}}], end: true}
`);
    const run = Run.start(program);
    expect(run.instance).toMatchObject({
      state: 'COMPLETED',
      endedAt: NOW,
      root: { data: { a: 1, b: 2, total: 3 }, frame: null },
    });
    expect(run.effects).toEqual([]);
  });

  it('takes the first true branch of a switch, else its default', async () => {
    const program = await workflow(`
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
    const sizes = [11, 5, 1].map((n) => (Run.start(program, { n }).data as { size: string }).size);
    expect(sizes).toEqual(['big', 'middle', 'small']);
  });

  it('fails with a sentence when no branch is true and there is no default', async () => {
    const program = await workflow(`
  - {name: Choose, type: switch, dataConditions: [{condition: .yes, end: true}]}
`);
    const run = Run.start(program);
    expect(run.instance).toMatchObject({
      state: 'ERROR',
      error: {
        code: 'no-branch',
        message: expect.stringContaining('No condition of "Choose" is true') as string,
        task: '/states/0',
        node: 'run:1',
      },
    });
    expect(run.instance.endedAt).toBeUndefined();
  });

  it('waits until its timer fires', async () => {
    const program = await workflow(`
  - {name: Nap, type: sleep, duration: PT1H, transition: Up}
  - {name: Up, type: inject, data: {up: true}, end: true}
`);
    const run = Run.start(program);
    expect(run.news).toEqual([{ type: 'timer', node: 'run:1', timer: 'wait', due: NOW + 3_600_000 }]);
    expect(run.fire('Nap').instance).toMatchObject({ state: 'COMPLETED', root: { data: { up: true } } });
    expect(run.news).toEqual([{ type: 'settled', node: 'run:1', what: 'wait' }]);
  });

  it('applies state filters on the way in and out', async () => {
    const program = await workflow(`
  - name: Op
    type: operation
    stateDataFilter: {input: '{a: .deep.a, b: 5}', output: '{sum: .response}'}
    actions: [{functionRef: sum}]
    end: true
`);
    expect(Run.start(program, { deep: { a: 2 } }).data).toEqual({ sum: 7 });
  });

  it('keeps the data when a filter selects nothing in the dialect spec, and replaces it in sonataflow', async () => {
    const states = `
  - {name: In, type: inject, stateDataFilter: {input: '\${ .missing }'}, data: {}, end: true}
`;
    expect(Run.start(await workflow(states, '', 'spec'), { a: 1 }).data).toEqual({ a: 1 });
    expect(Run.start(await workflow(states), { a: 1 }).data).toEqual({});
  });

  it('checks the result against the output schema, where a null counts as left out', async () => {
    const schema = '{type: object, properties: {a: {type: number}, b: {type: string}}}';
    const program = await compileYaml(`
id: w
extensions: [{extensionid: workflow-output-schema, outputSchema: {schema: ${schema}}}]
states: [{name: Only, type: inject, data: {b: null}, end: true}]
`);
    expect(Run.start(program, { a: null }).state).toBe('COMPLETED');
    expect(Run.start(program, { a: 'x' }).instance).toMatchObject({
      state: 'ERROR',
      error: { code: 'output-invalid', message: expect.stringContaining('/a must be number') as string },
    });
  });

  it('turns a text under errorMessage into an error of the run', async () => {
    const program = await workflow(`
  - {name: Op, type: inject, data: {}, metadata: {errorMessage: ".why // empty"}, end: true}
`);
    expect(Run.start(program).state).toBe('COMPLETED');
    expect(Run.start(program, { why: 'no' }).instance).toMatchObject({
      state: 'ERROR',
      error: { code: 'workflow-error', message: 'no' },
    });
  });

  it('gives way in a long run and stops one that never waits', async () => {
    const program = await workflow(`
  - {name: Loop, type: inject, data: {}, transition: Loop}
`);
    const limits = {
      maxStepsPerAdvance: 10,
      maxCostPerAdvance: 1_000,
      maxStepsWithoutWait: 35,
      maxItems: 10,
    };
    const run = Run.start(program, {}, { limits });
    let turns = 0;
    for (; run.state === 'ACTIVE'; turns += 1) {
      expect(run.of('timer', run.news)).toMatchObject([{ timer: 'wait', due: NOW }]);
      run.fire('Loop');
    }
    expect(turns).toBe(3);
    expect(run.instance.error).toMatchObject({ code: 'step-limit' });
  });

  it('gives way after costly expressions, and repeats none of them', async () => {
    const program = await workflow(`
  - {name: One, type: inject, data: {}, stateDataFilter: {output: '.n += ([range(1000)] | length)'}, transition: Two}
  - {name: Two, type: inject, data: {}, stateDataFilter: {output: '.n += 1'}, transition: Three}
  - {name: Three, type: inject, data: {}, stateDataFilter: {output: '.n += 1'}, end: true}
`);
    const limits = { ...defaultLimits, maxCostPerAdvance: 1_000 };
    const run = Run.start(program, {}, { limits });
    expect(run.state).toBe('ACTIVE');
    expect(run.of('timer', run.news)).toMatchObject([{ timer: 'wait', due: NOW }]);
    run.fire('Two');
    expect([run.state, run.data]).toEqual(['COMPLETED', { n: 1_002 }]);
    expect(Run.start(program).state).toBe('COMPLETED');
  });

  it('counts steps without waiting from the last wait on', async () => {
    const program = await workflow(`
  - {name: Nap, type: sleep, duration: PT1S, transition: Again}
  - {name: Again, type: inject, data: {}, transition: Nap}
`);
    const run = Run.start(
      program,
      {},
      { limits: { maxStepsPerAdvance: 10, maxCostPerAdvance: 1_000, maxStepsWithoutWait: 3, maxItems: 1 } },
    );
    for (let round = 0; round < 10; round += 1) run.fire('Nap');
    expect(run.state).toBe('ACTIVE');
  });

  it('goes on from a start state that the host names', async () => {
    const program = await workflow(`
  - {name: First, type: inject, data: {first: true}, transition: Second}
  - {name: Second, type: inject, data: {second: true}, end: true}
`);
    const run = new Run(program).take({ type: 'started', at: '/states/1' });
    expect(run.data).toEqual({ second: true });
  });

  it('changes nothing after the end', async () => {
    const program = await workflow(`
  - {name: Nap, type: sleep, duration: PT1H, end: true}
`);
    const { instance } = Run.start(program).fire('Nap');
    const facts: Fact[] = [
      { type: 'started' },
      { type: 'cancelled' },
      { type: 'retried' },
      { type: 'suspended' },
      { type: 'rewound', to: '/states/0' },
      { type: 'data-replaced', data: 1 },
      { type: 'timer-fired', node: 'run:1', timer: 'wait' },
    ];
    for (const fact of facts) {
      expect(advance(program, instance, fact, NOW)).toEqual({ instance, effects: [], trace: [] });
    }
  });

  it('ignores facts about nodes that do not wait for them', async () => {
    const program = await workflow(`
  - {name: Nap, type: sleep, duration: PT1H, end: true}
`);
    const { instance } = Run.start(program);
    const stale: Fact[] = [
      { type: 'timer-fired', node: 'other:1', timer: 'wait' },
      { type: 'timer-fired', node: 'run:1', timer: 'deadline' },
      { type: 'timer-fired', node: 'run:0', timer: 'deadline' },
      { type: 'call-succeeded', node: 'run:1', result: 1 },
      { type: 'call-failed', node: 'run:1', error: { code: 'x', message: 'x' } },
      { type: 'event-arrived', node: 'run:1', event: { id: '1', source: 's', type: 't' } },
      { type: 'child-ended', node: 'run:1', instanceId: 'c', state: 'COMPLETED', data: {} },
      { type: 'started' },
      { type: 'retried' },
      { type: 'resumed' },
    ];
    for (const fact of stale) expect(advance(program, instance, fact, NOW).instance).toBe(instance);
  });

  it('fails the step whose data nests too deeply', async () => {
    const program = await workflow(`
  - {name: Ask, type: operation, actions: [{functionRef: get}], end: true}
`);
    let deep: Json = {};
    for (let level = 0; level < 200_000; level += 1) deep = { a: deep };
    const run = Run.start(program, { x: 1 });
    run.instance = { ...run.instance, root: { ...run.instance.root, data: deep } };
    const fact: Fact = { type: 'call-succeeded', node: run.node('get'), result: deep };
    const { state, error } = advance(program, run.instance, fact, NOW).instance;
    expect([state, error?.code]).toEqual(['ERROR', 'data-too-large']);
  });

  it('fails for good when its definition does not know where to begin', async () => {
    const program = await workflow(`
  - {name: Only, type: inject, data: {}, end: true}
`);
    const run = new Run({ ...program, start: '/states/7' }).take({ type: 'started' });
    expect(run.instance).toMatchObject({ state: 'ERROR', error: { code: 'definition-mismatch', node: '' } });
  });
});
