import { describe, expect, it } from 'vitest';
import type { Dialect, Program } from '@orchestrator/definition';
import { compileYaml, Run, workflow } from '../run.fixture.js';

function loop(
  extra: string,
  actions = '[{name: ask, functionRef: {refName: get, arguments: {q: $item}}}]',
  dialect?: Dialect,
): Promise<Program> {
  return workflow(
    `
  - name: Each
    type: foreach
    inputCollection: '\${ .list }'
    iterationParam: item
    outputCollection: '\${ .out }'
${extra}
    actions: ${actions}
    end: true
`,
    '',
    dialect,
  );
}

function asked(run: Run): unknown[] {
  return run.of('call', run.news).map(({ arguments: given }) => given);
}

/** Answers every open call with ten times its argument, newest first. */
function answerAll(run: Run): void {
  for (const call of run.of('call', run.news).toReversed()) {
    const { value } = call.arguments as { value: { q: number } };
    run.take({ type: 'call-succeeded', node: call.node, result: value.q * 10 });
  }
}

describe('a loop', () => {
  it('runs for all items at once and collects results in their order', async () => {
    const run = Run.start(await loop('    mode: parallel'), { list: [1, 2, 3] });
    expect(asked(run)).toEqual([{ value: { q: 1 } }, { value: { q: 2 } }, { value: { q: 3 } }]);
    answerAll(run);
    expect(run.instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: { list: [1, 2, 3], out: [10, 20, 30] } },
    });
  });

  it('runs one item after the other when it is sequential', async () => {
    const run = Run.start(await loop('    mode: sequential'), { list: [1, 2] });
    expect(asked(run)).toEqual([{ value: { q: 1 } }]);
    answerAll(run);
    expect(asked(run)).toEqual([{ value: { q: 2 } }]);
    answerAll(run);
    expect(run.data).toMatchObject({ out: [10, 20] });
  });

  it('runs whole batches one after the other', async () => {
    const run = Run.start(await loop('    mode: parallel\n    batchSize: 2'), { list: [1, 2, 3] });
    expect(asked(run)).toHaveLength(2);
    const [first, second] = run.of('call', run.news);
    run.take({ type: 'call-succeeded', node: first?.node ?? '', result: 1 });
    expect(asked(run)).toHaveLength(0);
    run.take({ type: 'call-succeeded', node: second?.node ?? '', result: 2 });
    expect(asked(run)).toEqual([{ value: { q: 3 } }]);
    answerAll(run);
    expect(run.data).toMatchObject({ out: [1, 2, 30] });
  });

  it('takes the size of its batches from an expression, and refuses what is none', async () => {
    const program = await loop('    mode: parallel\n    batchSize: .size');
    expect(asked(Run.start(program, { list: [1, 2, 3], size: 2 }))).toHaveLength(2);
    expect(Run.start(program, { list: [1], size: 0 }).instance.error).toMatchObject({
      code: 'bad-number',
      message: 'The batchSize of "Each" must be a whole number from 1 on, but it is 0.',
    });
  });

  it('keeps its results to itself when it names no place for them', async () => {
    const program = await workflow(`
  - {name: Each, type: foreach, inputCollection: .list, iterationParam: item, actions: [{functionRef: sum}], end: true}
`);
    const data = { list: [1], a: 1, b: 2 };
    expect(Run.start(program, data).data).toEqual(data);
  });

  it('is over at once without items', async () => {
    const data = { list: [], out: ['before'] };
    expect(Run.start(await loop(''), data).data).toEqual(data);
    expect(Run.start(await loop('')).data).toEqual({});
    expect(Run.start(await loop('', undefined, 'spec'), { list: [] }).data).toEqual({ list: [], out: [] });
  });

  it('refuses what is no list, and too many items', async () => {
    const spec = await loop('', undefined, 'spec');
    const refused = (gives: string) => ({
      code: 'bad-collection',
      message: `The inputCollection of "Each" must give a list, but \${ .list } gives ${gives}.`,
    });
    expect(Run.start(spec, { list: 5 }).instance.error).toMatchObject(refused('a number'));
    expect(Run.start(spec).instance.error).toMatchObject(refused('nothing'));
    const limits = { maxStepsPerAdvance: 99, maxCostPerAdvance: 1_000, maxStepsWithoutWait: 99, maxItems: 2 };
    const program = await loop('');
    expect(Run.start(program, { list: [1, 2, 3] }, { limits }).instance.error).toMatchObject({
      code: 'too-many-items',
      message: '"Each" would run for 3 items; at most 2 are allowed in one loop.',
    });
    expect(Run.start(program, { list: [1, 2] }, { limits }).state).toBe('ACTIVE');
  });

  it('shows its item as variable and as property, and hands on the previous result', async () => {
    const program = await compileYaml(`
id: w
functions:
  - {name: double, type: expression, operation: '.item * 2'}
  - {name: plus, type: expression, operation: '$WORKFLOW.prevActionResult + $item'}
states:
  - {name: Each, type: foreach, inputCollection: .list, iterationParam: item, outputCollection: .out, actions: [{functionRef: double}, {functionRef: plus}], end: true}
`);
    expect(Run.start(program, { list: [1, 5] }).data).toEqual({ list: [1, 5], out: [3, 15] });
    // A property of that name is not hidden.
    expect(Run.start(program, { list: [1], item: 10 }).data).toMatchObject({ out: [21], item: 10 });
  });

  it('leaves the data of the workflow alone but for its output', async () => {
    const run = Run.start(await loop('', '[{functionRef: sum}]'), { list: [{}], a: 1, b: 2 });
    expect(run.data).toEqual({ list: [{}], a: 1, b: 2, out: [3] });
  });

  it('adds to the list that is there in the dialect spec, and replaces it in sonataflow', async () => {
    const data = { list: [1], a: 1, b: 2, out: ['kept'] };
    expect(Run.start(await loop('', '[{functionRef: sum}]', 'spec'), data).data).toMatchObject({
      out: ['kept', 3],
    });
    expect(
      Run.start(await loop('', '[{functionRef: sum}]', 'spec'), { ...data, out: [3] }).data,
    ).toMatchObject({ out: [3, 3] });
    expect(Run.start(await loop('', '[{functionRef: sum}]'), data).data).toMatchObject({ out: [3] });
  });

  it('goes on with the next item after an operator repeated a failed one', async () => {
    const run = Run.start(await loop('    mode: sequential'), { list: [1, 2] });
    run.fail('ask');
    expect(run.state).toBe('ERROR');
    run.take({ type: 'retried' });
    expect(asked(run)).toEqual([{ value: { q: 1 } }]);
    answerAll(run);
    answerAll(run);
    expect(run.data).toMatchObject({ out: [10, 20] });
  });
});
