import type { Store } from '@orchestrator/store';
import { describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';

const announce = `
id: announce
start: Say
events:
  - {name: first, type: first, source: '', kind: produced}
  - {name: second, type: second, source: '', kind: produced}
states:
  - {name: Say, type: inject, data: {}, transition: {nextState: Again, produceEvents: [{eventRef: first}]}}
  - {name: Again, type: inject, data: {}, end: {produceEvents: [{eventRef: second}]}}
`;
const listen = `
id: listen
start: Wait
events: [{name: paid, type: paid, source: ''}]
states:
  - {name: Wait, type: event, onEvents: [{eventRefs: [paid], eventDataFilter: {toStateData: .paid}}], end: true}
`;
const patient = { timeout: 30_000, interval: 20 };

describe('what cannot be handed over', { timeout: 60_000 }, () => {
  const bench = Workbench.use();
  const quick = { lease: 500, recoveryInterval: 60_000, publishRetry: 10 };

  it('is an event that no receiver takes: it is given up, and sent when it is replayed', async () => {
    await bench.write('announce.sw.yaml', announce);
    let away = true;
    bench.publish = async ({ type }) => {
      if (type === 'first' && away) throw new Error('Nobody is at home.');
    };
    const runtime = await bench.start(bench.memory, { ...quick, deadLetterAfter: 50 });
    const { id } = await runtime.start({ workflowId: 'announce', data: {} });
    await vi.waitFor(() => expect(bench.sent.map(({ type }) => type)).toEqual(['second']), patient);
    const [letter] = await runtime.deadLetters.list({ instanceId: id, limit: 10 });
    expect(letter).toMatchObject({ kind: 'event', reason: 'Nobody is at home.', event: { type: 'first' } });
    expect(letter?.attempts).toBeGreaterThan(1);
    expect(bench.lines.join('\n')).toContain('is a dead letter now');
    away = false;
    expect(await runtime.deadLetters.replay([letter?.id ?? ''])).toEqual([letter?.id]);
    await vi.waitFor(() => expect(bench.sent.map(({ type }) => type)).toEqual(['second', 'first']), patient);
  });

  it('is a refused event sooner than one whose receiver is away', async () => {
    await bench.write('announce.sw.yaml', announce);
    bench.publish = async ({ type }) => {
      if (type === 'first') throw Object.assign(new Error('I do not understand.'), { final: true });
    };
    const runtime = await bench.start(bench.memory, { ...quick, refusedDeadLetterAfter: 0 });
    const { id } = await runtime.start({ workflowId: 'announce', data: {} });
    await vi.waitFor(() => expect(bench.sent.map(({ type }) => type)).toEqual(['second']), patient);
    expect(await runtime.deadLetters.list({ instanceId: id, limit: 10 })).toMatchObject([{ attempts: 1 }]);
  });

  it('is a message whose receiver fails on it: it is given up, and heard when it is replayed', async () => {
    await bench.write('listen.sw.yaml', listen);
    let broken = '';
    const view: Store = new Proxy(bench.memory, {
      get(store, key: keyof Store) {
        if (key === 'load')
          return (id: string) =>
            id === broken ? Promise.reject(new Error('It is not fit to be read.')) : store.load(id);
        const value: unknown = store[key];
        return typeof value === 'function' ? (value.bind(store) as unknown) : value;
      },
    });
    const runtime = await bench.start(view, { ...quick, deadLetterAfter: 0 });
    const { id } = await runtime.start({ workflowId: 'listen', data: {} });
    broken = id;
    const event = {
      specversion: '1.0',
      id: 'payment',
      source: 'test',
      type: 'paid',
      kogitoprocrefid: id,
    } as const;
    await runtime.deliver({ ...event, data: { sum: 7 } });
    const letter = await vi.waitFor(async () => {
      const [found] = await runtime.deadLetters.list({ instanceId: id, limit: 10 });
      expect(found).toMatchObject({ kind: 'message', reason: 'It is not fit to be read.' });
      return found;
    }, patient);
    broken = '';
    await runtime.deadLetters.replay([letter?.id ?? '']);
    expect((await bench.ended(runtime, id)).root.data).toEqual({ paid: { sum: 7 } });
    expect(await runtime.deadLetters.load(letter?.id ?? '')).toBeUndefined();
  });
});
