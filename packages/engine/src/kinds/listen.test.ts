import { describe, expect, it } from 'vitest';
import { event, NOW, Run, workflow } from '../run.fixture.js';

const EVENTS = `
events:
  - {name: paid, type: order.paid, source: shop}
  - {name: sent, type: order.sent, source: shop}
  - {name: asked, type: ask, kind: produced}`;

const WAITING = `
  - {name: First, type: inject, data: {n: 1}, transition: Wait}
  - name: Wait
    type: event
    onEvents:
      - {eventRefs: [paid], actions: [{name: onPaid, functionRef: get}]}
      - {eventRefs: [sent], actions: [{name: onSent, functionRef: put}]}
    end: true
`;

describe('an event state', () => {
  it('waits for the first of its events, merges the payload and runs the actions of that entry', async () => {
    const run = Run.start(await workflow(WAITING, EVENTS));
    expect(run.of('subscribe')).toEqual([
      { type: 'subscribe', node: run.node('Wait'), index: 0, eventType: 'order.paid', correlation: {} },
      { type: 'subscribe', node: run.node('Wait'), index: 1, eventType: 'order.sent', correlation: {} },
    ]);
    run.hear('Wait', event('order.sent', { sum: 5 }));
    expect(run.news[0]).toEqual({ type: 'settled', node: run.node('Wait'), what: 'subscriptions' });
    expect(run.of('call').map((call) => call.function)).toEqual(['put']);
    expect(run.succeed('onSent').instance).toMatchObject({
      state: 'COMPLETED',
      root: { data: { n: 1, sum: 5 } },
    });
  });

  it('ignores events of other types', async () => {
    const run = Run.start(await workflow(WAITING, EVENTS));
    const before = run.instance;
    expect(run.hear('Wait', event('order.lost')).instance).toEqual(before);
  });

  it('waits for all of its events when it is not exclusive, and runs the entries one after the other', async () => {
    const run = Run.start(
      await workflow(WAITING.replace('    onEvents', '    exclusive: false\n    onEvents'), EVENTS),
    );
    run.hear('Wait', event('order.sent', { sent: true }));
    expect(run.of('call').map((call) => call.function)).toEqual(['put']);
    run.hear('Wait', event('order.paid', { paid: true }));
    expect(run.data).toEqual({ n: 1, sent: true });
    run.succeed('onSent');
    expect(run.data).toEqual({ n: 1, sent: true, paid: true });
    expect(run.succeed('onPaid').state).toBe('COMPLETED');
  });

  it('takes each event of a set once', async () => {
    const states = `
  - {name: First, type: inject, data: {}, transition: Wait}
  - {name: Wait, type: event, exclusive: false, onEvents: [{eventRefs: [paid, sent], actions: [{functionRef: get}]}], end: true}
`;
    const run = Run.start(await workflow(states, EVENTS));
    run.hear('Wait', event('order.paid', { a: 1 })).hear('Wait', event('order.paid', { a: 2 }));
    expect(run.of('call')).toEqual([]);
    run.hear('Wait', event('order.sent'));
    expect(run.data).toEqual({ a: 1 });
    expect(run.of('call')).toHaveLength(1);
  });

  it('is created by an event and takes its payload as data', async () => {
    const states = WAITING.replace(/.*First.*\n/, '');
    const run = Run.startedBy(await workflow(states, EVENTS), event('order.paid', { sum: 3 }));
    expect(run.of('subscribe')).toEqual([]);
    expect(run.data).toEqual({ sum: 3 });
    expect(run.succeed('onPaid').state).toBe('COMPLETED');
    expect(run.instance.startEvent).toBeUndefined();
  });

  it('has no time limit once its event is here', async () => {
    const states = WAITING.replace(/.*First.*\n/, '').replace(
      '    end',
      '    timeouts: {eventTimeout: PT5S}\n    end',
    );
    const run = Run.startedBy(await workflow(states, EVENTS), event('order.paid'));
    expect(run.effects.map(({ type }) => type)).toEqual(['call']);
  });

  it('leaves the event that created the instance to the first state', async () => {
    const states = WAITING.replace(/.*First.*\n/, '');
    const program = await workflow(
      `${states}  - ${states.trim().replace('- name: Wait', 'name: Again')}\n`,
      EVENTS,
    );
    const run = new Run(program, { startEvent: event('order.paid') }).take({
      type: 'started',
      at: '/states/1',
    });
    expect(run.of('subscribe')).toHaveLength(2);
  });

  it('needs the whole set to be created in the dialect spec, and any event in sonataflow', async () => {
    const states = WAITING.replace(/.*First.*\n/, '').replace(
      '    onEvents',
      '    exclusive: false\n    onEvents',
    );
    const spec = Run.startedBy(
      await workflow(states, EVENTS, 'spec'),
      event('order.paid', {}, { source: 'shop' }),
    );
    expect(spec.of('subscribe')).toHaveLength(2);
    spec.succeed('onPaid');
    expect(spec.state).toBe('ACTIVE');
    spec.hear('Wait', event('order.sent', {}, { source: 'shop' })).succeed('onSent');
    expect(spec.state).toBe('COMPLETED');
    const sonataflow = Run.startedBy(await workflow(states, EVENTS), event('order.paid'));
    expect(sonataflow.succeed('onPaid').state).toBe('COMPLETED');
  });

  it('compares sources in the dialect spec only', async () => {
    const spec = Run.start(await workflow(WAITING, EVENTS, 'spec'));
    expect(spec.of('subscribe')[0]).toMatchObject({ source: 'shop' });
    expect(spec.hear('Wait', event('order.paid')).of('call')).toEqual([]);
    expect(spec.hear('Wait', event('order.paid', {}, { source: 'shop' })).of('call')).toHaveLength(1);
  });

  it.each<[string, string, unknown]>([
    ['data', '{data: .x}', { n: 1, y: 2 }],
    ['toStateData', '{toStateData: .got}', { n: 1, got: { x: { y: 2 } } }],
    ['useData', '{useData: false}', { n: 1 }],
  ])('filters the payload by %s', async (_, filter, expected) => {
    const states = `
  - {name: First, type: inject, data: {n: 1}, transition: Wait}
  - {name: Wait, type: event, onEvents: [{eventRefs: [paid], eventDataFilter: ${filter}}], end: true}
`;
    const run = Run.start(await workflow(states, EVENTS)).hear('Wait', event('order.paid', { x: { y: 2 } }));
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: expected } });
    expect(run.data).toEqual(expected);
  });

  it('sees the whole event when the definition says so', async () => {
    const states = `
  - {name: First, type: inject, data: {}, transition: Wait}
  - {name: Wait, type: event, onEvents: [{eventRefs: [whole], eventDataFilter: {data: '{kind: .type, x: .data.x}'}}], end: true}
`;
    const sections = 'events: [{name: whole, type: t, source: s, dataOnly: false}]';
    expect(Run.start(await workflow(states, sections)).hear('Wait', event('t', { x: 1 })).data).toEqual({
      kind: 't',
      x: 1,
    });
  });

  it('is left without its actions when the time for events is up', async () => {
    const run = Run.start(
      await workflow(WAITING.replace('    end', '    timeouts: {eventTimeout: PT5S}\n    end'), EVENTS),
    );
    expect(run.of('timer')).toEqual([
      { type: 'timer', node: run.node('Wait'), timer: 'wait', due: NOW + 5000 },
    ]);
    run.fire('Wait');
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { n: 1 } } });
    expect(run.of('call')).toEqual([]);
  });

  it('takes the way of TimedOut in its error handling first', async () => {
    const states = `${WAITING.replace('    end: true', '    timeouts: {eventTimeout: PT5S}\n    onErrors: [{errorRef: late, transition: Late}]\n    end: true')}
  - {name: Late, type: inject, data: {late: true}, end: true}
`;
    const run = Run.start(await workflow(states, `${EVENTS}\nerrors: [{name: late, code: TimedOut}]`));
    expect(run.fire('Wait').data).toEqual({ n: 1, late: true });
  });
});

describe('correlation', () => {
  const sections = `
events:
  - {name: new, type: order.new, source: shop, correlation: [{contextAttributeName: order}]}
  - {name: paid, type: order.paid, source: shop, correlation: [{contextAttributeName: order}]}
  - {name: fixed, type: order.fixed, source: shop, correlation: [{contextAttributeName: order, contextAttributeValue: .mine}]}`;
  const states = `
  - {name: New, type: event, onEvents: [{eventRefs: [new]}], transition: Paid}
  - {name: Paid, type: event, onEvents: [{eventRefs: [paid]}], end: true}
`;

  it('is fixed by the first event and required of later ones', async () => {
    const run = Run.startedBy(await workflow(states, sections), event('order.new', {}, { order: 7 }));
    expect(run.instance.correlation).toEqual({ order: '7' });
    expect(run.of('subscribe')).toMatchObject([{ correlation: { order: '7' } }]);
    run.hear('Paid', event('order.paid', {}, { order: '8' }));
    expect(run.state).toBe('ACTIVE');
    run.hear('Paid', event('order.paid', {}, { order: '7' }));
    expect(run.state).toBe('COMPLETED');
  });

  it('is fixed, and the payload taken, also when the event begins the run at another state', async () => {
    const program = await workflow(states, sections);
    const startEvent = event('order.new', { sum: 1 }, { order: 7 });
    const run = new Run(program, { startEvent }).take({ type: 'started', at: '/states/1' });
    expect(run.instance).toMatchObject({ correlation: { order: '7' }, root: { data: { sum: 1 } } });
    expect(run.instance.startEvent).toBeUndefined();
    run.hear('Paid', event('order.paid', {}, { order: '8' }));
    expect(run.state).toBe('ACTIVE');
    expect(run.hear('Paid', event('order.paid', {}, { order: '7' })).state).toBe('COMPLETED');
  });

  it('takes the value that a definition demands in the dialect spec', async () => {
    const waiting = `
  - {name: First, type: inject, data: {mine: a}, transition: Wait}
  - {name: Wait, type: event, onEvents: [{eventRefs: [fixed]}], end: true}
`.replace('.mine', "'${ .mine }'");
    const run = Run.start(await workflow(waiting, sections.replace('.mine', "'${ .mine }'"), 'spec'));
    expect(run.of('subscribe')).toMatchObject([{ correlation: { order: 'a' } }]);
    const from = { source: 'shop' };
    expect(run.hear('Wait', event('order.fixed', {}, { ...from, order: 'b' })).state).toBe('ACTIVE');
    expect(run.hear('Wait', event('order.fixed', {}, from)).state).toBe('ACTIVE');
    expect(run.hear('Wait', event('order.fixed', {}, { ...from, order: 'a' })).state).toBe('COMPLETED');
  });
});

describe('a callback state', () => {
  const states = `
  - name: Ask
    type: callback
    action: {name: ask, functionRef: get}
    eventRef: paid
    timeouts: {eventTimeout: PT5S}
    end: true
`;

  it('awaits its event before the action runs, so that a fast answer is not lost', async () => {
    const run = Run.start(await workflow(states, EVENTS));
    expect(run.news.map(({ type }) => type)).toEqual(['subscribe', 'call']);
    run.hear('Ask', event('order.paid', { paid: true }));
    expect(run.state).toBe('ACTIVE');
    run.succeed('ask', { asked: true });
    expect(run.instance).toMatchObject({ state: 'COMPLETED', root: { data: { asked: true, paid: true } } });
    expect(run.of('timer')).toEqual([]);
  });

  it('counts its time from the end of the action', async () => {
    const run = Run.start(await workflow(states, EVENTS));
    expect(run.of('timer')).toEqual([]);
    run.now += 60_000;
    run.succeed('ask');
    expect(run.of('timer')).toMatchObject([{ due: NOW + 65_000 }]);
    expect(run.fire('Ask').state).toBe('COMPLETED');
  });

  it('does not create instances by its event', async () => {
    const run = Run.start(await workflow(states, EVENTS)).succeed('ask');
    expect(run.state).toBe('ACTIVE');
  });
});

describe('an event switch', () => {
  const states = `
  - {name: First, type: inject, data: {}, transition: Which}
  - name: Which
    type: switch
    eventConditions:
      - {eventRef: paid, transition: Paid}
      - {eventRef: sent, end: true, eventDataFilter: {toStateData: .sent}}
    timeouts: {eventTimeout: PT5S}
    defaultCondition: {transition: None}
  - {name: Paid, type: inject, data: {way: paid}, end: true}
  - {name: None, type: inject, data: {way: none}, end: true}
`;

  it('goes where the first event leads', async () => {
    const program = await workflow(states, EVENTS);
    expect(Run.start(program).hear('Which', event('order.paid', { x: 1 })).data).toEqual({
      x: 1,
      way: 'paid',
    });
    expect(Run.start(program).hear('Which', event('order.sent', 1)).data).toEqual({ sent: 1 });
  });

  it('takes its default when the time is up', async () => {
    expect(Run.start(await workflow(states, EVENTS)).fire('Which').data).toEqual({ way: 'none' });
    const handled = states.replace(
      '    defaultC',
      '    onErrors: [{errorRef: late, end: true}]\n    defaultC',
    );
    const errors = `${EVENTS}\nerrors: [{name: late, code: TimedOut}]`;
    expect(Run.start(await workflow(handled, errors)).fire('Which').data).toEqual({ way: 'none' });
  });
});
