import type { CloudEvent } from '@orchestrator/engine';
import { describe, expect, it, vi } from 'vitest';
import { InvalidInputError } from '../errors.js';
import { Workbench } from '../runtime.fixture.js';

/** Waits for one `paid` event in each of its states. */
const waits = (id: string, correlation = ''): string => `
id: ${id}
start: First
events:
  - {name: paid, type: paid, source: '', kind: consumed${correlation}}
states:
  - name: First
    type: event
    onEvents: [{eventRefs: [paid], eventDataFilter: {toStateData: .first}}]
    transition: Second
  - name: Second
    type: event
    onEvents: [{eventRefs: [paid], eventDataFilter: {toStateData: .second}}]
    end: true
`;

/** Begins with an `order` event, then waits for `paid` with the same order number. */
const orders = `
id: orders
start: Ordered
events:
  - {name: order, type: order, source: '', correlation: [{contextAttributeName: order}]}
  - {name: paid, type: paid, source: '', correlation: [{contextAttributeName: order}]}
states:
  - {name: Ordered, type: event, onEvents: [{eventRefs: [order]}], transition: Paid}
  - name: Paid
    type: event
    onEvents: [{eventRefs: [paid], eventDataFilter: {toStateData: .paid}}]
    end: true
`;

const produces = `
id: produces
start: A
events:
  - {name: one, type: one, source: '', kind: produced}
  - {name: two, type: two, source: '', kind: produced}
states:
  - name: A
    type: inject
    data: {a: 1}
    end: {produceEvents: [{eventRef: one, data: '{n: 1}'}, {eventRef: two}]}
`;

let count = 0;
const event = (data: CloudEvent['data'], attributes: { [name: string]: string } = {}): CloudEvent => ({
  specversion: '1.0',
  id: `event-${(count += 1)}`,
  source: 'test',
  type: 'paid',
  ...attributes,
  ...(data !== undefined && { data }),
});

describe('events', { timeout: 60_000 }, () => {
  const bench = Workbench.use();

  it('carry an instance on that waits for them by its id, in the order in which they came', async () => {
    await bench.write('waits.sw.yaml', waits('waits'));
    const runtime = await bench.start();
    const { id, state } = await runtime.start({ workflowId: 'waits', data: {} });
    expect(state).toBe('ACTIVE');
    await runtime.deliver(event({ n: 1 }, { kogitoprocrefid: id }));
    await runtime.deliver(event({ n: 2 }, { kogitoprocrefid: id }));
    expect((await bench.ended(runtime, id)).root.data).toEqual({ first: { n: 1 }, second: { n: 2 } });
  });

  it('are not taken twice by an instance, nor missed when they come before it waits', async () => {
    const nap = '  - {name: Nap, type: sleep, duration: PT0.3S, transition: First}\n';
    const text = waits('waits').replace('start: First', 'start: Nap').replace('states:\n', `states:\n${nap}`);
    await bench.write('waits.sw.yaml', text);
    const runtime = await bench.start();
    const { id } = await runtime.start({ workflowId: 'waits', data: {} });
    const early = event({ n: 1 }, { kogitoprocrefid: id });
    await runtime.deliver(early);
    await runtime.deliver(early);
    await bench.only(runtime, 'waits', (run) => JSON.stringify(run.root.data).includes('first'));
    await runtime.deliver(early);
    await runtime.deliver(event({ n: 2 }, { kogitoprocrefid: id }));
    expect((await bench.ended(runtime, id)).root.data).toEqual({ first: { n: 1 }, second: { n: 2 } });
  });

  it('reach all instances that wait for their type when they name nobody', async () => {
    await bench.write('waits.sw.yaml', waits('waits'));
    const runtime = await bench.start();
    const runs = await Promise.all([1, 2, 3].map(() => runtime.start({ workflowId: 'waits', data: {} })));
    await runtime.deliver(event('x'));
    await runtime.deliver({ ...event('y'), type: 'unheard' });
    await runtime.deliver(event('z'));
    for (const { id } of runs)
      expect((await bench.ended(runtime, id)).root.data).toEqual({ first: 'x', second: 'z' });
  });

  it('start instances once, and find them by correlation afterwards', async () => {
    await bench.write('orders.sw.yaml', orders);
    const runtime = await bench.start();
    const order = { ...event({}, { order: '7', kogitoprocinstanceid: 'caller' }), type: 'order' };
    await Promise.all([runtime.deliver(order), runtime.deliver(order)]);
    await runtime.deliver({ ...event({}, { order: '7' }), type: 'order' });
    const run = await bench.only(runtime, 'orders', ({ root }) => root.frame?.wait !== undefined);
    expect(run).toMatchObject({
      referenceId: 'caller',
      correlation: { order: '7' },
      headers: { order: '7' },
    });
    await runtime.deliver(event('wrong', { order: '8' }));
    await runtime.deliver(event('right', { order: '7' }));
    expect(await bench.ended(runtime, run.id)).toMatchObject({ root: { data: { paid: 'right' } } });
  });

  it('wait for a workflow that their order has still to start', async () => {
    await bench.write('orders.sw.yaml', orders);
    const runtime = await bench.start();
    await runtime.deliver(event('early', { order: '9' }));
    await runtime.deliver({ ...event({}, { order: '9' }), type: 'order' });
    await vi.waitFor(async () => {
      const where = { field: 'processId', operator: 'equal', value: 'orders' } as const;
      const rows = await bench.memory.index.instances({
        where,
        orderBy: [{ field: 'start', descending: true }],
      });
      expect(rows[0]).toMatchObject({ state: 'COMPLETED', variables: { workflowdata: { paid: 'early' } } });
    }, 10_000);
  });

  it('start nothing when their payload does not fit the input schema, which is said', async () => {
    const schema = '{type: object, required: [amount]}';
    const text = orders.replace('start: Ordered', `dataInputSchema: {schema: ${schema}}\nstart: Ordered`);
    await bench.write('orders.sw.yaml', text.replace('id: orders', 'id: checked'));
    const runtime = await bench.start();
    await runtime.deliver({ ...event({ amount: 'none' }, { order: 'a' }), type: 'order' });
    await runtime.deliver({ ...event({ price: 4711 }, { order: 'b' }), type: 'order' });
    const run = await bench.only(runtime, 'checked');
    expect(run.correlation).toEqual({ order: 'a' });
    const said = bench.lines.filter((line) => line.startsWith('An event starts no'));
    expect(said).toEqual([expect.stringContaining('/amount is required')]);
    expect(said[0]).not.toContain('4711');
    await runtime.abort(run.id);
  });

  it('begin where they say', async () => {
    await bench.write('orders.sw.yaml', orders);
    const runtime = await bench.start();
    await runtime.deliver({ ...event({}, { order: '1', kogitoprocstartfrom: 'Paid' }), type: 'order' });
    const run = await bench.only(runtime, 'orders');
    expect(run.root.frame?.task).toBe('/states/1');
    await runtime.abort(run.id);
  });

  it('that cannot be stored are refused', async () => {
    const runtime = await bench.start();
    await expect(runtime.deliver(event('\u0000'))).rejects.toBeInstanceOf(InvalidInputError);
  });

  it('that instances produce are sent in order, each until the receiver has it', async () => {
    await bench.write('produces.sw.yaml', produces);
    let failures = 3;
    bench.publish = async () => {
      failures -= 1;
      if (failures >= 0) throw new Error('nobody there');
    };
    const runtime = await bench.start(bench.memory, { publishRetry: 20 });
    const { id } = await runtime.start({ workflowId: 'produces', data: {} });
    await vi.waitFor(() => expect(bench.sent).toHaveLength(2), 10_000);
    expect(bench.sent).toMatchObject([
      { type: 'one', source: '/process/produces', kogitoprocinstanceid: id, data: { n: 1 } },
      { type: 'two', source: '/process/produces', kogitoprocinstanceid: id, data: { a: 1 } },
    ]);
    expect(bench.lines.filter((line) => line.includes('nobody there'))).toHaveLength(3);
    await vi.waitFor(async () =>
      expect(await bench.memory.events.millisecondsToNextOutgoing()).toBeUndefined(),
    );
  });

  it('that a stopped process left behind are sent by the next one', async () => {
    await bench.write('produces.sw.yaml', produces);
    bench.publish = () => new Promise(() => undefined);
    const first = await bench.start();
    await first.start({ workflowId: 'produces', data: {} });
    await bench.stop(first);
    bench.publish = async () => undefined;
    await bench.start();
    await vi.waitFor(() => expect(bench.sent.map(({ type }) => type)).toEqual(['one', 'two']), 10_000);
  });
});
