import { describe, expect, it } from 'vitest';
import { DataTooLargeError } from '../errors.js';
import { Workbench } from '../runtime.fixture.js';

describe('data that is too large', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const growing = `
id: growing
start: Grow
states:
  - {name: Grow, type: inject, data: {}, stateDataFilter: {output: '.text *= 100'}, transition: Nap}
  - {name: Nap, type: sleep, duration: PT1H, end: true}
`;
  const failure = (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);

  it('starts nothing, and is no event', async () => {
    await bench.write('growing.sw.yaml', growing);
    const runtime = await bench.start(bench.memory, { maxInputLength: 100, maxEventLength: 100 });
    const data = { text: 'x'.repeat(100) };
    const start = failure(runtime.start({ workflowId: 'growing', data }));
    expect(await start).toBeInstanceOf(DataTooLargeError);
    const variables = failure(runtime.start({ workflowId: 'growing', data: {}, variables: { data } }));
    expect(await variables).toBeInstanceOf(DataTooLargeError);
    const event = { id: '1', source: 'test', type: 'grow', data };
    expect(await failure(runtime.deliver(event))).toBeInstanceOf(DataTooLargeError);
    expect(await runtime.list('growing')).toEqual([]);
  });

  it('fails the call that answers with it', async () => {
    await bench.write('calls.sw.yaml', bench.calls(1));
    bench.answer = () => JSON.stringify({ text: 'x'.repeat(100) });
    const runtime = await bench.start(bench.memory, { maxResultLength: 100 });
    const run = await runtime.start({ workflowId: 'calls', data: {} });
    expect(run).toMatchObject({ state: 'ERROR', error: { code: 'data-too-large' } });
    expect(bench.keys).toHaveLength(1);
  });

  it('fails the run that grows beyond its limit, and none that is stored together with it', async () => {
    await bench.write('growing.sw.yaml', growing);
    const runtime = await bench.start(bench.memory, { maxInstanceLength: 2_000 });
    const start = (text: string) => runtime.start({ workflowId: 'growing', data: { text } });
    const [small, large] = await Promise.all([start('x'), start('x'.repeat(50))]);
    expect(small).toMatchObject({ state: 'ACTIVE', root: { data: { text: 'x'.repeat(100) } } });
    expect(large).toMatchObject({ state: 'ERROR', error: { code: 'data-too-large' } });
    const replaced = failure(runtime.replaceData(small.id, { text: 'x'.repeat(2_000) }));
    expect(await replaced).toBeInstanceOf(DataTooLargeError);
    expect(await runtime.instance(small.id)).toEqual(small);
  });
});
