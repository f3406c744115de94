import { describe, expect, it } from 'vitest';
import type { Json, Program } from '@orchestrator/definition';
import { callArguments } from './action/call-arguments.js';
import { event, FUNCTIONS, compileYaml, Run } from './run.fixture.js';

/** Functions that answer inside the engine, beside those of other tests. */
const OWN_FUNCTIONS = `
  - {name: five, type: expression, operation: '5'}
  - {name: list, type: expression, operation: '[2, 3]'}
  - {name: mark, type: expression, operation: '{seen: true}'}
  - {name: look, type: expression, operation: '{seen: .seen, item: .item}'}
  - {name: names, type: expression, operation: '[.one, $one, $SECRET.key, $SECRETS.key]'}`;

/** What comes of one document in each of the dialects. */
async function inBoth<T>(
  states: string,
  play: (program: Program) => T,
  sections = '',
): Promise<{ sonataflow: T; spec: T }> {
  const text = `id: w\nversion: '1.0'\nstart: A\n${sections}\nfunctions:${FUNCTIONS}${OWN_FUNCTIONS}\nstates:${states}`;
  return {
    sonataflow: play(await compileYaml(text, 'sonataflow')),
    spec: play(await compileYaml(text, 'spec')),
  };
}

/** What a run that needs nothing from outside ends with. */
const ends =
  (data: Json = {}) =>
  (program: Program): Json =>
    Run.start(program, data).data;

/** The data, or the code of the error in which it ended. */
const outcome =
  (data: Json = {}) =>
  (program: Program): Json => {
    const { instance } = Run.start(program, data);
    return instance.error?.code ?? instance.root.data;
  };

const EVENTS = `events:
  - {name: one, type: t.one, source: shop, correlation: [{contextAttributeName: order, contextAttributeValue: '7'}]}
  - {name: two, type: t.two, source: shop}
  - {name: told, type: t.told, source: desk, kind: produced}`;

/** An event from the source that {@link EVENTS} names. */
const fromShop = (type: string, extensions = {}) => event(type, {}, { source: 'shop', ...extensions });

describe('the data of a workflow in the two dialects', () => {
  it('gets lists joined in spec, and replaced in sonataflow', async () => {
    const states = `
  - {name: A, type: inject, data: {tags: [b, a]}, end: true}
`;
    expect(await inBoth(states, ends({ tags: ['a', 'c'] }))).toEqual({
      sonataflow: { tags: ['b', 'a'] },
      spec: { tags: ['a', 'c', 'b'] },
    });
  });

  it('stays an object in spec, while what is no object can become the data in sonataflow', async () => {
    const states = `
  - {name: A, type: operation, actions: [{functionRef: five}], transition: B}
  - {name: B, type: operation, actions: [{functionRef: list}], end: true}
`;
    expect(await inBoth(states, ends())).toEqual({ sonataflow: [5, 2, 3], spec: { response: [2, 3] } });
  });

  it('gives way to a value of another kind at a place in spec, and is merged with it in sonataflow', async () => {
    const states = `
  - {name: A, type: operation, actions: [{functionRef: five, actionDataFilter: {toStateData: .n}}], end: true}
`;
    expect(await inBoth(states, ends({ n: { x: 1 } }))).toEqual({
      sonataflow: { n: { x: 1, response: 5 } },
      spec: { n: 5 },
    });
  });

  it('is left alone by a state filter that selects nothing in spec, and replaced in sonataflow', async () => {
    const states = `
  - {name: A, type: inject, data: {}, stateDataFilter: {output: '\${ .nothing }'}, end: true}
`;
    expect(await inBoth(states, ends({ n: 1 }))).toEqual({ sonataflow: null, spec: { n: 1 } });
  });
});

describe('expressions in the two dialects', () => {
  it('that fail in arguments fail the action in spec, and are passed on as text in sonataflow', async () => {
    const states = `
  - {name: A, type: operation, actions: [{functionRef: {refName: get, arguments: {q: '\${ .name.first }'}}}], end: true}
`;
    const play = (program: Program): unknown => {
      const run = Run.start(program, { name: 'Ada' });
      return run.instance.error?.code ?? run.of('call')[0]?.arguments;
    };
    expect(await inBoth(states, play)).toEqual({
      sonataflow: { value: { q: '${ .name.first }' } },
      spec: 'expression-failed',
    });
  });

  it('fail in spec where a secret is not configured, and read null in sonataflow', async () => {
    const states = `
  - {name: A, type: inject, data: {}, stateDataFilter: {output: '\${ {token: $SECRET.token} }'}, end: true}
`;
    expect(await inBoth(states, outcome())).toEqual({
      sonataflow: { token: null },
      spec: 'unknown-variable',
    });
  });
});

describe('a foreach state in the two dialects', () => {
  const loop = (actions: string, more = ''): string => `
  - {name: A, type: foreach, inputCollection: '\${ .list }', iterationParam: item, outputCollection: '\${ .out }', actions: [${actions}], ${more}end: true}
`;

  it('takes its items side by side in spec unless told otherwise, and one after the other in sonataflow', async () => {
    const calls = (program: Program): number => Run.start(program, { list: [1, 2] }).of('call').length;
    expect(await inBoth(loop('{functionRef: get}'), calls)).toEqual({ sonataflow: 1, spec: 2 });
    expect(await inBoth(loop('{functionRef: get}', 'mode: parallel, '), calls)).toEqual({
      sonataflow: 2,
      spec: 2,
    });
  });

  it('adds to its output in spec, and writes it anew in sonataflow', async () => {
    expect(await inBoth(loop('{functionRef: five}'), ends({ list: [1], out: [0] }))).toEqual({
      sonataflow: { list: [1], out: [5] },
      spec: { list: [1], out: [0, 5] },
    });
  });

  it('needs a list in spec; nothing is none, and one value a list of itself, in sonataflow', async () => {
    const states = loop('{functionRef: five}');
    expect(await inBoth(states, outcome())).toEqual({ sonataflow: {}, spec: 'bad-collection' });
    expect(await inBoth(states, outcome({ list: 1 }))).toEqual({
      sonataflow: { list: 1, out: [5] },
      spec: 'bad-collection',
    });
  });

  it('lets later actions of an item see earlier results in spec, but not in sonataflow', async () => {
    const out = (program: Program): Json => ends({ list: [1] })(program);
    expect(await inBoth(loop('{functionRef: mark}, {functionRef: look}'), out)).toEqual({
      sonataflow: { list: [1], out: [{ seen: null, item: 1 }] },
      spec: { list: [1], out: [{ seen: true, item: 1 }] },
    });
  });

  it('shows the item before a property of its name in spec, and behind it in sonataflow', async () => {
    const states = loop('{functionRef: look}');
    const item = (result: Json): Json => ({ list: [1], item: 'mine', out: [{ seen: null, item: result }] });
    expect(await inBoth(states, ends({ list: [1], item: 'mine' }))).toEqual({
      sonataflow: item('mine'),
      spec: item(1),
    });
  });

  it('passes the item on with the whole data in spec, and without it in sonataflow', async () => {
    const passed = (program: Program): Json[] => {
      const run = Run.start(program, { list: [1] });
      const [call] = run.of('call');
      const given =
        call && callArguments(program, run.instance, call.arguments, { secrets: {}, headers: {} });
      const [child] = run.succeed('get').of('start');
      const [sent] = run
        .take({
          type: 'child-ended',
          node: run.node('child'),
          instanceId: child?.instanceId ?? '',
          state: 'COMPLETED',
          data: {},
        })
        .of('publish');
      return [given ?? null, child?.data ?? null, sent?.event.data ?? null];
    };
    const actions =
      '{functionRef: get}, {subFlowRef: child}, {eventRef: {triggerEventRef: told}, name: tell}';
    expect(await inBoth(loop(actions), passed, EVENTS)).toEqual({
      sonataflow: [{ list: [1] }, { list: [1] }, { list: [1] }],
      spec: [
        { list: [1], item: 1 },
        { list: [1], item: 1 },
        { list: [1], item: 1 },
      ],
    });
  });
});

describe('events in the two dialects', () => {
  const waiting = `
  - {name: A, type: inject, data: {}, transition: Wait}
  - {name: Wait, type: event, onEvents: [{eventRefs: [one]}], end: true}
`;

  it('come from the source of their definition in spec, and from any in sonataflow', async () => {
    const states = waiting.replace('one', 'two');
    const play = (program: Program): string =>
      Run.start(program).hear('Wait', event('t.two', {}, { source: 'elsewhere' })).state;
    expect(await inBoth(states, play, EVENTS)).toEqual({ sonataflow: 'COMPLETED', spec: 'ACTIVE' });
  });

  it('are sent with the source of their definition in spec, and with that of the workflow in sonataflow', async () => {
    const states = `
  - {name: A, type: inject, data: {}, end: {produceEvents: [{eventRef: told}]}}
`;
    const source = (program: Program): unknown => Run.start(program).of('publish')[0]?.event.source;
    expect(await inBoth(states, source, EVENTS)).toEqual({ sonataflow: '/process/w', spec: 'desk' });
  });

  it('need the correlation value of their definition in spec, and may have any first one in sonataflow', async () => {
    const hears = (extensions: { [name: string]: Json }) => (program: Program) =>
      Run.start(program).hear('Wait', fromShop('t.one', extensions)).state;
    expect(await inBoth(waiting, hears({ order: '8' }), EVENTS)).toEqual({
      sonataflow: 'COMPLETED',
      spec: 'ACTIVE',
    });
    expect(await inBoth(waiting, hears({}), EVENTS)).toEqual({ sonataflow: 'COMPLETED', spec: 'ACTIVE' });
    expect(await inBoth(waiting, hears({ order: '7' }), EVENTS)).toEqual({
      sonataflow: 'COMPLETED',
      spec: 'COMPLETED',
    });
  });

  const starting = `
  - {name: A, type: event, exclusive: false, onEvents: [{eventRefs: [one]}, {eventRefs: [two]}], timeouts: {eventTimeout: PT5S}, end: true}
`;

  it('create an instance as a whole set in spec where they are not exclusive, and each by itself in sonataflow', async () => {
    const started = (program: Program): Run => Run.startedBy(program, fromShop('t.one', { order: '7' }));
    expect(await inBoth(starting, (program) => started(program).state, EVENTS)).toEqual({
      sonataflow: 'COMPLETED',
      spec: 'ACTIVE',
    });
    const later = await inBoth(starting, (program) => started(program).of('timer').length, EVENTS);
    expect(later).toEqual({ sonataflow: 0, spec: 1 });
    const { spec } = await inBoth(starting, started, EVENTS);
    expect(spec.hear('A', fromShop('t.two')).state).toBe('COMPLETED');
  });

  it('that do not complete their set in time create no instance in spec', async () => {
    const { spec } = await inBoth(
      starting,
      (program) => Run.startedBy(program, fromShop('t.one', { order: '7' })),
      EVENTS,
    );
    expect(spec.fire('A').state).toBe('ABORTED');
  });

  it('that are late never lead to onErrors in spec, and do in sonataflow', async () => {
    const states = `
  - {name: A, type: inject, data: {}, transition: Wait}
  - {name: Wait, type: event, onEvents: [{eventRefs: [two]}], timeouts: {eventTimeout: PT5S}, onErrors: [{errorRef: late, transition: Late}], end: true}
  - {name: Late, type: inject, data: {late: true}, end: true}
`;
    const play = (program: Program): Json => Run.start(program).fire('Wait').data;
    const sections = `${EVENTS}\nerrors: [{name: late, code: TimedOut}]`;
    expect(await inBoth(states, play, sections)).toEqual({ sonataflow: { late: true }, spec: {} });
  });
});

describe('transitions and ends in the two dialects', () => {
  it('undo states before they send events in spec, and after it in sonataflow', async () => {
    const states = `
  - {name: A, type: inject, data: {}, compensatedBy: Undo, transition: {nextState: B, compensate: true, produceEvents: [{eventRef: told}]}}
  - {name: B, type: inject, data: {}, end: true}
  - {name: Undo, type: inject, data: {}, usedForCompensation: true}
`;
    const entered = (program: Program): string[] => Run.start(program).entered;
    expect(await inBoth(states, entered, EVENTS)).toEqual({
      sonataflow: ['A', 'told', 'compensate', 'Undo', 'B'],
      spec: ['A', 'compensate', 'Undo', 'told', 'B'],
    });
  });

  it('fail the run by metadata.errorMessage in sonataflow only', async () => {
    const states = `
  - {name: A, type: inject, data: {n: 1}, metadata: {errorMessage: '"no good"'}, end: true}
`;
    expect(await inBoth(states, outcome())).toEqual({ sonataflow: 'workflow-error', spec: { n: 1 } });
  });

  const limited = `
  - {name: A, type: inject, data: {n: 1}, compensatedBy: Undo, transition: Ask}
  - {name: Ask, type: operation, actions: [{name: ask, functionRef: get}], end: true}
  - {name: Undo, type: inject, data: {undone: true}, usedForCompensation: true}
`;
  const timeUp = (program: Program): Run => Run.start(program).fire('', 'deadline');

  it('let an active state finish when the time of the workflow is up in spec, and interrupt it in sonataflow', async () => {
    const sections = 'timeouts: {workflowExecTimeout: {duration: PT5S}}';
    const { sonataflow, spec } = await inBoth(limited, timeUp, sections);
    expect([sonataflow.state, spec.state]).toEqual(['ABORTED', 'ACTIVE']);
    expect(spec.succeed('ask', { asked: true }).instance).toMatchObject({
      state: 'ABORTED',
      root: { data: { n: 1, asked: true } },
    });
  });

  it('undo states when the time of the workflow is up in sonataflow only', async () => {
    const sections = 'timeouts: {workflowExecTimeout: {duration: PT5S, interrupt: true}}';
    expect(await inBoth(limited, (program) => timeUp(program).data, sections)).toEqual({
      sonataflow: { n: 1, undone: true },
      spec: { n: 1 },
    });
  });
});

describe('a subflow in the two dialects', () => {
  it('that fails fails its parent in spec, and keeps it waiting in sonataflow', async () => {
    const states = `
  - {name: A, type: operation, actions: [{name: child, subFlowRef: other}], end: true}
`;
    const failed = (program: Program): string => {
      const run = Run.start(program);
      const [start] = run.of('start');
      return run.take({
        type: 'child-ended',
        node: run.node('child'),
        instanceId: start?.instanceId ?? '',
        state: 'ERROR',
        data: {},
        error: { code: 'http-status', message: 'It answered 500.' },
      }).state;
    };
    expect(await inBoth(states, failed)).toEqual({ sonataflow: 'ACTIVE', spec: 'ERROR' });
  });
});

describe('both dialects', () => {
  it('convert what a condition gives', async () => {
    const states = `
  - {name: A, type: switch, dataConditions: [{condition: '\${ .answer }', end: true}], defaultCondition: {transition: B}}
  - {name: B, type: inject, data: {no: true}, end: true}
`;
    for (const answer of [true, 1, ' true ']) {
      const data = { answer };
      expect(await inBoth(states, ends(data)), String(answer)).toEqual({ sonataflow: data, spec: data });
    }
    for (const answer of [false, 0, 0.5, 'yes', null, [1]]) {
      const data = { answer, no: true };
      expect(await inBoth(states, ends({ answer })), String(answer)).toEqual({
        sonataflow: data,
        spec: data,
      });
    }
  });

  it('know secrets and the item of a loop under two names each', async () => {
    const states = `
  - {name: A, type: foreach, inputCollection: '\${ .list }', iterationParam: one, outputCollection: '\${ .out }', actions: [{functionRef: names}], end: true}
`;
    const environment = { secrets: { key: 'k' }, headers: {} };
    const out = (program: Program): Json => Run.start(program, { list: [1] }, { environment }).data;
    const data = { list: [1], out: [[1, 1, 'k', 'k']] };
    expect(await inBoth(states, out)).toEqual({ sonataflow: data, spec: data });
  });

  it('let the errors of every kind of state lead to its onErrors', async () => {
    const states = `
  - {name: A, type: switch, dataConditions: [{condition: '\${ .a.b.c == 1 }', end: true}], defaultCondition: {end: true}, onErrors: [{errorRef: any, transition: Mend}]}
  - {name: Mend, type: inject, data: {mended: true}, end: true}
`;
    const data = { a: 'text', mended: true };
    expect(
      await inBoth(states, ends({ a: 'text' }), 'errors: [{name: any, code: java.lang.Exception}]'),
    ).toEqual({ sonataflow: data, spec: data });
  });
});
