import { describe, expect, it } from 'vitest';
import { advance } from '../advance.js';
import { event, NOW, Run, workflow } from '../run.fixture.js';

describe('an outcome', () => {
  it('without a response keeps what an earlier one told', async () => {
    const program = await workflow(`
  - {name: Op, type: operation, actions: [{name: one, functionRef: get}, {name: two, functionRef: get}, {name: three, functionRef: {refName: put, arguments: {code: $WORKFLOW.statusCode}}}], end: true}
`);
    const run = Run.start(program);
    const response = { statusCode: 201, statusMessage: 'Created', headers: {} };
    run.take({ type: 'call-succeeded', node: run.node('one'), result: {}, response }).succeed('two');
    expect(run.of('call', run.news)).toMatchObject([{ arguments: { value: { code: 201 } } }]);
  });

  it('of an event is ignored once the event that counts is there', async () => {
    const events =
      'events: [{name: paid, type: order.paid, source: s}, {name: sent, type: order.sent, source: s}]';
    const program = await workflow(
      `
  - {name: First, type: inject, data: {}, transition: Wait}
  - {name: Wait, type: event, onEvents: [{eventRefs: [paid], actions: [{functionRef: get}]}, {eventRefs: [sent]}], end: true}
`,
      events,
    );
    const run = Run.start(program).hear('Wait', event('order.paid'));
    const late = { type: 'event-arrived', node: run.node('Wait'), event: event('order.sent') } as const;
    expect(advance(program, run.instance, late, NOW).instance).toBe(run.instance);
  });
});
