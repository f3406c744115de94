import { describe, expect, it } from 'vitest';
import { event, Run, workflow } from '../run.fixture.js';

const SECTIONS = `
errors: [{name: late, code: TimedOut}, {name: aborted, code: child-aborted}]
retries: [{name: again, maxAttempts: 1, delay: PT1S}]
events:
  - {name: paid, type: order.paid, source: shop}
  - {name: sent, type: order.sent, source: shop}
  - {name: asked, type: ask, kind: produced}`;

/** The specification compares sources. */
const source = { source: 'shop' };

const action = (what: string): string => `
  - {name: Op, type: operation, actions: [{name: act, ${what}}], end: true}
`;

describe('an action of any kind', () => {
  it.each<[string, string, 'call' | 'publish' | 'start']>([
    ['a call', 'functionRef: get', 'call'],
    ['an event', 'eventRef: {triggerEventRef: asked}', 'publish'],
    ['a workflow', 'subFlowRef: other', 'start'],
  ])('sleeps before it does anything: %s', async (_, what, effect) => {
    const run = Run.start(await workflow(action(`${what}, sleep: {before: PT1S}`), SECTIONS));
    expect(run.of(effect)).toEqual([]);
    run.fire('act');
    expect(run.of(effect)).toHaveLength(1);
  });

  it('sends its event again when the answer did not come in time', async () => {
    const what =
      'eventRef: {triggerEventRef: asked, resultEventRef: paid, resultEventTimeout: PT5S}, retryRef: again, retryableErrors: [late]';
    const run = Run.start(await workflow(action(what), SECTIONS));
    run.fire('act').fire('act');
    expect(run.of('publish')).toHaveLength(2);
    run.fire('act');
    expect(run.instance.error).toMatchObject({
      code: 'timeout',
      message: '"act" waited for an event, but none came in time.',
    });
  });

  it('starts its workflow again when that was aborted', async () => {
    const run = Run.start(
      await workflow(action('subFlowRef: other, retryRef: again, retryableErrors: [aborted]'), SECTIONS),
    );
    const node = run.node('act');
    const instanceId = run.of('start')[0]?.instanceId ?? '';
    run.take({ type: 'child-ended', node, instanceId, state: 'ABORTED', data: {} }).fire('act');
    const [first, second] = run.of('start');
    expect(second?.node).toBe(node);
    expect(second?.instanceId).not.toBe(first?.instanceId);
  });
});

describe('the time for events', () => {
  const states = `
  - {name: Both, type: event, exclusive: false, onEvents: [{eventRefs: [paid, sent]}], timeouts: {eventTimeout: PT5S}, transition: More}
  - {name: More, type: event, onEvents: [{eventRefs: [paid]}], timeouts: {eventTimeout: PT5S}, transition: Done}
  - {name: Done, type: inject, data: {done: true}, end: true}
`;

  it('lets a state be left whose instance no event created', async () => {
    const run = Run.start(await workflow(states, SECTIONS, 'spec'));
    expect(run.fire('Both').entered).toEqual(['Both', 'More']);
  });

  it('ends by the specification an instance that lacks an event to be created', async () => {
    const run = Run.startedBy(await workflow(states, SECTIONS, 'spec'), event('order.paid', {}, source));
    expect(run.fire('Both').state).toBe('ABORTED');
  });

  it('lets a later state be left whatever created the instance', async () => {
    const run = Run.startedBy(await workflow(states, SECTIONS, 'spec'), event('order.paid', {}, source));
    run.hear('Both', event('order.sent', {}, source)).fire('More');
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { done: true } } });
  });

  it('lets the first state be left in SonataFlow when an operator has led back to it', async () => {
    const run = Run.startedBy(await workflow(states, SECTIONS), event('order.paid'));
    run.take({ type: 'rewound', to: '/states/0' }).fire('Both');
    expect(run.entered).toEqual(['Both', 'More', 'Both', 'More']);
    expect(run.state).toBe('ACTIVE');
  });
});

describe('events that create an instance', () => {
  const states = `
  - {name: First, type: event, exclusive: false, onEvents: [{eventRefs: [paid]}, {eventRefs: [sent]}], transition: Second}
  - {name: Second, type: event, exclusive: false, onEvents: [{eventRefs: [paid]}, {eventRefs: [sent]}], end: true}
`;

  it('are enough one by one in SonataFlow, but later states wait for all of theirs', async () => {
    const run = Run.startedBy(await workflow(states, SECTIONS), event('order.paid'));
    expect(run.entered).toEqual(['First', 'Second']);
    expect(run.hear('Second', event('order.paid')).state).toBe('ACTIVE');
    expect(run.hear('Second', event('order.sent')).state).toBe('COMPLETED');
  });

  it('are all waited for by the specification', async () => {
    const run = Run.startedBy(await workflow(states, SECTIONS, 'spec'), event('order.paid', {}, source));
    expect(run.entered).toEqual(['First']);
  });
});
