import { describe, expect, it } from 'vitest';
import { Run, workflow } from '../run.fixture.js';
import { correlationOf, matchesEvent } from './matches.js';
import { startEvents } from './start-events.js';

const event = { id: '1', source: 's', type: 't', order: 7, none: null };

describe('an event', () => {
  it.each<[string, { [attribute: string]: string | null }, boolean, boolean]>([
    ['with the value of an attribute fits', { order: '7' }, true, true],
    ['with another value does not', { order: '8' }, false, false],
    ['fits what is not fixed yet', { order: null }, true, true],
    ['without the attribute fits unless that is strict', { lost: '7' }, true, false],
    ['with nothing in the attribute fits unless that is strict', { none: 'null' }, true, false],
    ['has no attributes but its own', { toString: '7' }, true, false],
  ])('%s', (_, correlation, lenient, strict) => {
    const expected = { eventType: 't', correlation };
    expect([matchesEvent(expected, event, false), matchesEvent(expected, event, true)]).toEqual([
      lenient,
      strict,
    ]);
  });

  it('brings the correlation values that it has, as texts', () => {
    expect(correlationOf(event, ['order', 'none', 'lost', 'toString'])).toEqual({ order: '7' });
  });
});

describe('events that create instances', () => {
  const EVENTS =
    'events: [{name: paid, type: order.paid, source: shop}, {name: asked, type: ask, kind: produced}]';

  it.each<[string, string, string[]]>([
    [
      'those of an event state at the start',
      '{name: A, type: event, onEvents: [{eventRefs: [paid]}], end: true}',
      ['order.paid'],
    ],
    ['none for another state at the start', '{name: A, type: inject, data: {}, end: true}', []],
    [
      'none for a callback, whose event is an answer',
      '{name: A, type: callback, action: {functionRef: get}, eventRef: paid, end: true}',
      [],
    ],
  ])('are %s', async (_, state, expected) => {
    const program = await workflow(`\n  - ${state}\n`, EVENTS);
    expect(startEvents(program).map(({ type }) => type)).toEqual(expected);
    expect(startEvents({ ...program, start: '/states/7' })).toEqual([]);
  });

  it('have ids of their own when an instance sends several in one moment', async () => {
    const program = await workflow(
      `
  - {name: Op, type: operation, actions: [{eventRef: {triggerEventRef: asked}}, {eventRef: {triggerEventRef: asked}}], end: true}
`,
      EVENTS,
    );
    const ids = ['run', 'other'].flatMap((id) =>
      new Run(program, { id })
        .take({ type: 'started' })
        .of('publish')
        .map((sent) => sent.event.id),
    );
    expect(new Set(ids).size).toBe(4);
  });
});
