import { describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

describe('calls', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const posting = (rest: string): string => `
id: posting
start: Ask
functions:
  - {name: post, type: custom, operation: 'rest:POST:http://127.0.0.1:${bench.port}/x'}
states:
  - name: Ask
    type: operation
    actions: [${rest}]
    end: true
`;
  const stored = async (id: string): Promise<string> => {
    const nodes = await bench.memory.index.nodes([id]);
    return JSON.stringify([await bench.memory.load(id), nodes.get(id)]);
  };

  it('get secrets and credential headers that are stored nowhere', async () => {
    const action = `{functionRef: {refName: post, arguments: {key: '$SECRET.shop.key', who: '$WORKFLOW.headers.authorization', plain: .a}}}`;
    await bench.write('w/posting.sw.yaml', posting(action));
    await bench.write('w/application.properties', 'shop.key=s3cret');
    let seen = '';
    let look = Promise.resolve();
    const runtime = await bench.start();
    bench.answer = () => {
      look = bench.only(runtime, 'posting').then(async ({ id }) => void (seen = await stored(id)));
      return '{}';
    };
    const run = await runtime.start({
      workflowId: 'posting',
      data: { a: 1 },
      headers: { authorization: 'Bearer b34rer', 'x-trace': 't' },
    });
    await look;
    expect(run.state).toBe('COMPLETED');
    expect(bench.bodies.map((body) => JSON.parse(body) as unknown)).toEqual([
      { key: 's3cret', who: 'Bearer b34rer', plain: 1 },
    ]);
    expect(seen).toContain('***');
    for (const text of [seen, await stored(run.id)]) expect(text).not.toMatch(/s3cret|b34rer/);
    expect(run.headers).toEqual({ 'x-trace': 't' });
  });

  it('that nobody waits for are made after the run has gone on, once', async () => {
    await bench.write(
      'posting.sw.yaml',
      posting('{functionRef: {refName: post, invoke: async, arguments: {a: .a}}}'),
    );
    const runtime = await bench.start();
    const run = await runtime.start({ workflowId: 'posting', data: { a: 7 } });
    expect(run).toMatchObject({ state: 'COMPLETED', version: 1 });
    await vi.waitFor(() => expect(bench.bodies).toEqual(['{"a":7}']), 10_000);
    await vi.waitFor(async () => expect(await bench.memory.millisecondsToNextDue()).toBeUndefined(), 10_000);
  });

  it('that nobody waits for are repeated by the next process when one stops, with the same key', async () => {
    await bench.write(
      'posting.sw.yaml',
      posting('{functionRef: {refName: post, invoke: async, arguments: {}}}'),
    );
    bench.answer = undefined;
    const first = await bench.start();
    await first.start({ workflowId: 'posting', data: {} });
    await vi.waitFor(() => expect(bench.keys).toHaveLength(1), 10_000);
    await bench.stop(first);
    bench.answer = () => '{}';
    await bench.start();
    await vi.waitFor(() => expect(bench.keys).toHaveLength(2), 10_000);
    expect(new Set(bench.keys).size).toBe(1);
  });

  it('are tried again by the rules of their action, each time with a new key', async () => {
    const text = posting('{functionRef: post, retryRef: quick}').replace(
      'states:',
      'autoRetries: true\nretries: [{name: quick, maxAttempts: 3, delay: PT0.01S}]\nstates:',
    );
    await bench.write('posting.sw.yaml', text);
    bench.answer = () => (bench.keys.length < 3 ? 'no JSON' : '{"ok":true}');
    const runtime = await bench.start();
    const { id } = await runtime.start({ workflowId: 'posting', data: {} });
    expect(await bench.ended(runtime, id)).toMatchObject({
      state: 'COMPLETED',
      root: { data: { ok: true } },
    });
    expect(new Set(bench.keys).size).toBe(3);
    expect((await bench.memory.index.nodes([id])).get(id)?.map(({ retries }) => retries)).toContain(2);
  });

  it('of several branches are on their way at the same time', async () => {
    const branches = ['A', 'B', 'C'].map((name) => `{name: ${name}, actions: [{functionRef: post}]}`);
    const text = posting('')
      .replace('type: operation', 'type: parallel')
      .replace('actions: []', `branches: [${branches.join(', ')}]`);
    await bench.write('posting.sw.yaml', text);
    bench.answer = undefined;
    const runtime = await bench.start();
    const { id } = await runtime.start({ workflowId: 'posting', data: {}, answer: 'committed' });
    await vi.waitFor(() => expect(bench.keys).toHaveLength(3), 10_000);
    expect(new Set(bench.keys).size).toBe(3);
    expect(await runtime.abort(id)).toMatchObject({ state: 'ABORTED' });
  });
});
