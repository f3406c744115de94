import fc from 'fast-check';
import type { Json } from '@orchestrator/definition';

type Doc = { [key: string]: Json };

const STATES = 5;

const stateName = fc.integer({ min: 0, max: STATES - 1 }).map((n) => `S${n}`);
const duration = fc.constantFrom('PT0S', 'PT1S', 'PT1M');
const number = fc.integer({ min: 0, max: 3 });

/** Adds some of the properties that a thing may have. */
function some(
  required: fc.Arbitrary<Doc>,
  optional: { [key: string]: fc.Arbitrary<Json> },
): fc.Arbitrary<Doc> {
  const more = fc.record(optional, { requiredKeys: [] });
  return fc.tuple(required, more).map(([a, b]) => ({ ...a, ...b }) as Doc);
}

const filter = some(fc.constant({}), {
  fromStateData: fc.constantFrom('${ . }', '${ {n: .n} }'),
  results: fc.constantFrom('${ . }', '${ .fine }', '${ error("no") }'),
  toStateData: fc.constantFrom('${ .r }', '${ .deep.r }'),
  useResults: fc.boolean(),
});

const retry: { [key: string]: fc.Arbitrary<Json> } = {
  retryRef: fc.constant('again'),
  retryableErrors: fc.constant(['busy']),
};

const functionAction = some(
  fc.record({
    functionRef: fc.record({
      refName: fc.constantFrom('fine', 'flaky', 'broken', 'count'),
      arguments: number.map((n) => ({ n, item: '${ .n }' })),
      invoke: fc.constantFrom('sync', 'sync', 'async'),
    }),
  }),
  {
    ...retry,
    actionDataFilter: filter,
    condition: fc.constantFrom('${ .n > 1 }', '${ true }'),
    sleep: fc.record({ before: duration, after: duration }),
  },
);

const subflowAction: fc.Arbitrary<Doc> = fc.record({
  subFlowRef: fc.record({
    workflowId: fc.constantFrom('child', 'nowhere'),
    invoke: fc.constantFrom('sync', 'async'),
    onParentComplete: fc.constantFrom('terminate', 'continue'),
  }),
});

const eventAction: fc.Arbitrary<Doc> = fc.record({
  eventRef: fc.constantFrom<Doc>(
    { triggerEventRef: 'told' },
    { triggerEventRef: 'told', resultEventRef: 'go' },
  ),
});

const action = fc.oneof({ weight: 6, arbitrary: functionAction }, subflowAction, eventAction);
const actions = fc.array(action, { maxLength: 3 });

const end: fc.Arbitrary<Json> = fc.oneof(
  fc.constant<Json>(true),
  some(fc.constant({}), {
    terminate: fc.boolean(),
    compensate: fc.boolean(),
    produceEvents: fc.constant([{ eventRef: 'told' }]),
  }),
  fc.constant<Json>({ continueAs: 'child' }),
);
const transition: fc.Arbitrary<Json> = fc.oneof(
  stateName,
  some(fc.record({ nextState: stateName }) as fc.Arbitrary<Doc>, {
    compensate: fc.boolean(),
    produceEvents: fc.constant([{ eventRef: 'told' }]),
  }),
);
const way: fc.Arbitrary<Doc> = fc.oneof(
  { weight: 3, arbitrary: transition.map((to): Doc => ({ transition: to })) },
  { weight: 2, arbitrary: end.map((how): Doc => ({ end: how })) },
);
const handlers = fc.array(
  fc
    .tuple(fc.constantFrom('busy', 'gone', 'late', 'any'), way)
    .map(([errorRef, then]): Doc => ({ errorRef, ...then })),
  { maxLength: 2 },
);
const limits = some(fc.constant({}), {
  stateExecTimeout: fc.constantFrom<Json>('PT30S', { single: 'PT1S', total: 'PT20S' }),
  actionExecTimeout: duration,
});
const event = fc.constantFrom('go', 'ready');

/** What states of each type have. */
const KINDS: { [type: string]: fc.Arbitrary<Doc> } = {
  inject: fc.record({ data: number.map((n) => ({ n })) }),
  operation: some(fc.record({ actions }), {
    actionMode: fc.constantFrom('sequential', 'parallel'),
    onErrors: handlers,
    timeouts: limits,
  }),
  sleep: fc.record({ duration }),
  parallel: some(
    fc.record({
      branches: fc
        .array(actions, { minLength: 1, maxLength: 3 })
        .map((all) => all.map((own, index) => ({ name: `B${index}`, actions: own }))),
    }),
    {
      onErrors: handlers,
      timeouts: some(fc.constant({}), { branchExecTimeout: duration }),
      completionType: fc.constant('allOf'),
    },
  ),
  foreach: some(
    fc.record({
      inputCollection: fc.constantFrom('${ .list }', '${ [1, 2, 3] }', '${ [] }'),
      actions,
      iterationParam: fc.constant('item'),
      outputCollection: fc.constant('${ .out }'),
    }),
    { mode: fc.constantFrom('sequential', 'parallel'), batchSize: fc.constant(2), onErrors: handlers },
  ),
  callback: some(fc.record({ action, eventRef: event }), {
    timeouts: some(fc.constant({}), { eventTimeout: duration }),
    onErrors: handlers,
  }),
  event: some(
    fc.record({
      exclusive: fc.boolean(),
      onEvents: fc
        .uniqueArray(event, { minLength: 1, maxLength: 2 })
        .chain((names) =>
          fc.tuple(...names.map((name) => actions.map((own): Doc => ({ eventRefs: [name], actions: own })))),
        ),
    }),
    { timeouts: some(fc.constant({}), { eventTimeout: duration }) },
  ),
};

const dataSwitch: fc.Arbitrary<Doc> = fc.tuple(way, way).map(([yes, no]) => ({
  type: 'switch',
  dataConditions: [{ condition: '${ .n > 1 }', ...yes }],
  defaultCondition: no,
}));
const eventSwitch: fc.Arbitrary<Doc> = fc.tuple(way, way).map(([yes, no]) => ({
  type: 'switch',
  eventConditions: [{ eventRef: 'go', ...yes }],
  defaultCondition: no,
  timeouts: { eventTimeout: 'PT5S' },
}));

const plain = fc.oneof(
  ...Object.entries(KINDS).map(([type, kind]) =>
    fc
      .tuple(some(kind, { compensatedBy: fc.constantFrom('Undo0', 'Undo1') }), way)
      .map(([own, then]): Doc => ({ type, ...own, ...then })),
  ),
);
const state = fc.oneof({ weight: 8, arbitrary: plain }, dataSwitch, eventSwitch);

const undo: fc.Arbitrary<Doc> = fc.oneof(
  number.map((n): Doc => ({ type: 'inject', data: { undone: n } })),
  functionAction.map((own): Doc => ({ type: 'operation', actions: [own] })),
);

/** Valid documents of a bounded size over all states of the specification 0.8. */
export const randomDefinition: fc.Arbitrary<Doc> = fc
  .tuple(
    fc.array(state, { minLength: STATES, maxLength: STATES }),
    fc.tuple(undo, undo),
    some(fc.constant({}), {
      keepActive: fc.boolean(),
      autoRetries: fc.boolean(),
      timeouts: fc.constant({ workflowExecTimeout: { duration: 'PT2M', interrupt: true } }),
    }),
  )
  .map(([states, undos, more]) => ({
    id: 'root',
    ...more,
    states: [
      ...states.map((own, index) => ({ name: `S${index}`, ...own })),
      ...undos.map((own, index) => ({ name: `Undo${index}`, usedForCompensation: true, ...own })),
    ],
  }));
