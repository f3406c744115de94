import type { CloudEvent } from '@orchestrator/engine';
import { describe, expect, it, vi } from 'vitest';
import { Workbench } from '../runtime.fixture.js';
import type { Runtime } from '../runtime.js';
import { mortalStore } from './mortal-store.fixture.js';

const quick = { lease: 300, recoveryInterval: 50, publishRetry: 20 };

const correlated = 'correlation: [{contextAttributeName: order}]';

const parent = (port: number): string => `
id: parent
start: Begin
functions: [{name: get, type: custom, operation: 'rest:GET:http://127.0.0.1:${port}/x'}]
events:
  - {name: begin, type: begin, source: '', ${correlated}}
  - {name: parentDone, type: parentDone, source: '', kind: produced}
states:
  - {name: Begin, type: event, onEvents: [{eventRefs: [begin]}], transition: Run}
  - name: Run
    type: operation
    actions:
      - {subFlowRef: child, actionDataFilter: {results: .heard, toStateData: .child}}
      - {functionRef: get, actionDataFilter: {toStateData: .answer}}
    end: {produceEvents: [{eventRef: parentDone}]}
`;

const child = `
id: child
start: First
events:
  - {name: go, type: go, source: '', ${correlated}}
  - {name: childDone, type: childDone, source: '', kind: produced}
states:
  - {name: First, type: inject, data: {inside: true}, transition: Wait}
  - name: Wait
    type: event
    onEvents: [{eventRefs: [go], eventDataFilter: {toStateData: .heard}}]
    end: {produceEvents: [{eventRef: childDone}]}
`;

describe('a process that dies', { timeout: 120_000 }, () => {
  const bench = Workbench.use();
  const moments = Array.from({ length: 10 }, (_, steps) => steps + 1);
  const cases = moments.flatMap((steps) => [
    { steps, answered: true },
    { steps, answered: false },
  ]);

  it.each(cases)(
    'after step $steps (answered: $answered) loses nothing and repeats nothing',
    async (moment) => {
      const { steps, answered } = moment;
      await bench.write('parent.sw.yaml', parent(bench.port));
      await bench.write('child.sw.yaml', child);
      bench.answer = () => '{"ok":true}';
      const order = `${steps}-${answered}`;
      const senders = ['begin', 'go'].map(
        (type) => new Sender({ id: `${type} ${order}`, type, order, data: { type } }),
      );
      const mortal = mortalStore(bench.memory, steps, answered);
      const first = await bench.start(mortal.store, quick);
      for (const sender of senders) await sender.send(first);
      await vi.waitFor(async () => expect(mortal.dead() || (await done(order))).toBe(true), 30_000);
      await bench.stop(first);
      const second = await bench.start(bench.memory, quick);
      // Whoever got no answer sends again.
      for (const sender of senders) await sender.send(second);
      await vi.waitFor(async () => expect(await done(order)).toBe(true), 60_000);
      await vi.waitFor(async () => expect(await nothingLeft()).toBe(true), 30_000);
      expect(await runsOf(order)).toEqual([
        ['child', 'COMPLETED'],
        ['parent', 'COMPLETED'],
      ]);
      expect(new Set(bench.keys).size).toBe(1);
      const sent = bench.sent.map(({ type, id }) => `${type} ${id}`);
      expect([...new Set(sent)].map((text) => text.split(' ')[0]).sort()).toEqual([
        'childDone',
        'parentDone',
      ]);
    },
  );

  /** Runs of one order, which the parent has as a header and the child inherits. */
  const runsOf = async (order: string): Promise<[string, string][]> => {
    const rows = await bench.memory.index.instances({ orderBy: [{ field: 'processId', descending: false }] });
    const runs = await Promise.all(rows.map((row) => bench.memory.load(row.id)));
    return runs.flatMap((run) => (run?.headers['order'] === order ? [[run.workflowId, run.state]] : []));
  };
  const done = async (order: string): Promise<boolean> => {
    const runs = await runsOf(order);
    return runs.length > 0 && runs.every(([, state]) => state === 'COMPLETED') && (await nothingLeft());
  };
  const nothingLeft = async (): Promise<boolean> => {
    const { inbox, events } = bench.memory;
    const next = await Promise.all([inbox.millisecondsToNext(), events.millisecondsToNextOutgoing()]);
    return next.every((milliseconds) => milliseconds === undefined);
  };
});

/** Sends an event until it has been accepted once. */
class Sender {
  readonly #event: CloudEvent;
  #accepted = false;

  constructor(event: Omit<CloudEvent, 'source'>) {
    this.#event = { source: 'test', ...event } as CloudEvent;
  }

  async send(runtime: Runtime): Promise<void> {
    if (this.#accepted) return;
    this.#accepted = await runtime.deliver(this.#event).then(
      () => true,
      () => false,
    );
  }
}
