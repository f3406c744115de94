import type { Dialect, Json, Program } from '@orchestrator/definition';
import type { CloudEvent } from '../instance/instance.js';
import { compileYaml, event } from '../run.fixture.js';

const SOURCE = { source: 's' };

/** A workflow with what it needs to be run. */
export interface Scenario {
  readonly name: string;
  readonly programs: ReadonlyMap<string, Program>;
  readonly data: Json;
  readonly events: readonly CloudEvent[];
  /** True: what comes first decides, so different orders may end differently. */
  readonly races: boolean;
}

/** Events, errors, retries and functions that simulated workflows use. */
export const SECTIONS = `
events:
  - {name: go, type: go, source: s}
  - {name: ready, type: ready, source: s}
  - {name: told, type: told, kind: produced}
errors: [{name: busy, code: '503'}, {name: gone, code: '404'}, {name: late, code: TimedOut}]
retries: [{name: again, maxAttempts: 1, delay: PT5S, jitter: 0.3}]
functions:
  - {name: fine, type: custom, operation: 'rest:get:http://localhost/fine'}
  - {name: flaky, type: custom, operation: 'rest:get:http://localhost/flaky'}
  - {name: broken, type: custom, operation: 'rest:get:http://localhost/broken'}
  - {name: count, type: expression, operation: '{n: ((.n // 0) + 1)}'}
  - {name: log, type: custom, operation: sysout}`;

const CHILD = `
  - {name: Work, type: operation, actions: [{functionRef: {refName: flaky, arguments: {child: .n}}, actionDataFilter: {toStateData: .work}}], transition: Nap}
  - {name: Nap, type: sleep, duration: PT3S, end: true}
`;

interface Draft {
  readonly states: string;
  readonly sections?: string;
  readonly data?: Json;
  readonly events?: readonly CloudEvent[];
  readonly races?: boolean;
}

const DRAFTS: Readonly<Record<string, Draft>> = {
  'actions, sleeps and retries': {
    states: `
  - name: Op
    type: operation
    actions:
      - {functionRef: {refName: flaky, arguments: {a: 1}}, retryRef: again, retryableErrors: [busy], sleep: {before: PT1S, after: PT2S}}
      - {functionRef: count}
      - {functionRef: {refName: log, arguments: {message: .n}}}
      - {functionRef: {refName: flaky, arguments: {b: .n}}, condition: .n > 0}
    transition: Rest
  - {name: Rest, type: sleep, duration: PT10S, end: true}
`,
  },
  'branches of several actions': {
    states: `
  - name: Both
    type: parallel
    branches:
      - {name: A, actions: [{functionRef: {refName: flaky, arguments: {a: 1}}, actionDataFilter: {toStateData: .a}}, {functionRef: {refName: fine, arguments: {a: 2}}, actionDataFilter: {toStateData: .x}}]}
      - {name: B, actions: [{functionRef: {refName: fine, arguments: {b: 1}}, actionDataFilter: {toStateData: .x}}]}
      - {name: C, actions: [{functionRef: count, sleep: {before: PT5S}}]}
    end: true
`,
  },
  'enough branches': {
    races: true,
    states: `
  - name: Some
    type: parallel
    completionType: atLeast
    numCompleted: 2
    branches:
      - {name: A, actions: [{functionRef: {refName: flaky, arguments: {a: 1}}}]}
      - {name: B, actions: [{functionRef: {refName: fine, arguments: {b: 1}}}]}
      - {name: C, actions: [{functionRef: count, sleep: {before: PT5S}}]}
    end: true
`,
  },
  'parallel actions': {
    states: `
  - {name: Op, type: operation, actionMode: parallel, actions: [{functionRef: {refName: flaky, arguments: {a: 1}}}, {functionRef: {refName: fine, arguments: {b: 1}}}, {functionRef: count}], end: true}
`,
  },
  'a loop in batches': {
    data: { list: [1, 2, 3, 4, 5] },
    states: `
  - {name: Each, type: foreach, mode: parallel, batchSize: 2, inputCollection: .list, iterationParam: item, outputCollection: .out, actions: [{functionRef: {refName: flaky, arguments: {q: $item}}}, {functionRef: {refName: fine, arguments: {r: $item}}}], end: true}
`,
  },
  'a sequential loop that fails over': {
    data: { list: [1, 2, 3] },
    states: `
  - {name: Each, type: foreach, mode: sequential, inputCollection: .list, iterationParam: item, outputCollection: .out, actions: [{functionRef: {refName: broken, arguments: {q: $item}}}], onErrors: [{errorRef: gone, transition: Mend}], end: true}
  - {name: Mend, type: operation, actions: [{functionRef: {refName: fine, arguments: {mend: 1}}}], end: true}
`,
  },
  'a callback': {
    events: [event('go', { went: true }, SOURCE)],
    states: `
  - {name: Ask, type: callback, action: {functionRef: {refName: flaky, arguments: {a: 1}}}, eventRef: go, timeouts: {eventTimeout: PT1H}, end: {produceEvents: [{eventRef: told}]}}
`,
  },
  'a set of events with actions': {
    events: [event('ready', { ready: 1 }, SOURCE), event('go', { go: 1 }, SOURCE)],
    states: `
  - {name: First, type: inject, data: {}, transition: All}
  - name: All
    type: event
    exclusive: false
    onEvents:
      - {eventRefs: [go], eventDataFilter: {toStateData: .go}, actions: [{functionRef: {refName: flaky, arguments: {a: 1}}, actionDataFilter: {toStateData: .a}}]}
      - {eventRefs: [ready], eventDataFilter: {toStateData: .ready}}
    end: true
`,
  },
  'an event or its time limit': {
    events: [event('go', { went: true }, SOURCE)],
    races: true,
    states: `
  - {name: First, type: inject, data: {}, transition: Which}
  - {name: Which, type: switch, eventConditions: [{eventRef: go, transition: Went}, {eventRef: ready, end: true}], defaultCondition: {transition: Late}, timeouts: {eventTimeout: PT1S}}
  - {name: Went, type: operation, actions: [{functionRef: {refName: fine, arguments: {a: 1}}}], end: true}
  - {name: Late, type: inject, data: {late: true}, end: true}
`,
  },
  'a child and a detached one': {
    states: `
  - {name: Sub, type: operation, actions: [{subFlowRef: child, actionDataFilter: {toStateData: .child}}, {subFlowRef: {workflowId: child, invoke: async, onParentComplete: terminate}}, {subFlowRef: {workflowId: child, invoke: async, onParentComplete: continue}}], end: true}
`,
  },
  'children side by side': {
    data: { list: [1, 2, 3] },
    states: `
  - {name: Each, type: foreach, mode: parallel, inputCollection: .list, iterationParam: n, outputCollection: .out, actions: [{subFlowRef: child}], end: true}
`,
  },
  'a child that goes on as another': {
    states: `
  - {name: Sub, type: operation, actions: [{subFlowRef: chain, actionDataFilter: {toStateData: .child}}], end: true}
`,
  },
  'a child that does not exist': {
    states: `
  - {name: Sub, type: operation, actions: [{subFlowRef: nowhere}], onErrors: [{errorRef: any, transition: Mend}], end: true}
  - {name: Mend, type: inject, data: {mended: true}, end: true}
`,
    sections: SECTIONS.replace('errors: [', 'errors: [{name: any, code: java.lang.RuntimeException}, '),
  },
  compensation: {
    states: `
  - {name: One, type: operation, actions: [{functionRef: {refName: fine, arguments: {one: 1}}}], compensatedBy: UndoOne, transition: Two}
  - {name: Two, type: operation, actions: [{functionRef: {refName: flaky, arguments: {two: 1}}}], compensatedBy: UndoTwo, transition: Three}
  - {name: Three, type: operation, actions: [{functionRef: {refName: broken, arguments: {three: 1}}}], onErrors: [{errorRef: gone, transition: {nextState: After, compensate: true}}], end: true}
  - {name: After, type: sleep, duration: PT1S, end: true}
  - {name: UndoOne, type: operation, usedForCompensation: true, actions: [{functionRef: {refName: flaky, arguments: {undo: 1}}}]}
  - {name: UndoTwo, type: operation, usedForCompensation: true, actions: [{functionRef: {refName: fine, arguments: {undo: 2}}}], transition: UndoMore}
  - {name: UndoMore, type: inject, usedForCompensation: true, data: {undone: true}}
`,
  },
  'time limits': {
    races: true,
    sections: `${SECTIONS}\ntimeouts: {workflowExecTimeout: {duration: PT2M, interrupt: true, runBefore: Last}}`,
    states: `
  - {name: One, type: operation, actions: [{functionRef: {refName: flaky, arguments: {one: 1}}, retryRef: again, retryableErrors: [busy, late]}], timeouts: {stateExecTimeout: {single: PT1S, total: PT30S}}, onErrors: [{errorRef: late, transition: Two}], transition: Two}
  - {name: Two, type: parallel, branches: [{name: A, timeouts: {branchExecTimeout: PT3S}, actions: [{functionRef: count, sleep: {before: PT1H}}]}, {name: B, actions: [{functionRef: {refName: fine, arguments: {b: 1}}}]}], onErrors: [{errorRef: late, transition: Nap}], end: true}
  - {name: Nap, type: sleep, duration: PT1H, end: true}
  - {name: Last, type: inject, data: {last: true}, end: true}
`,
  },
  'a loop of states': {
    states: `
  - {name: Count, type: operation, actions: [{functionRef: count}], transition: Enough}
  - {name: Enough, type: switch, dataConditions: [{condition: .n < 60, transition: Count}], defaultCondition: {transition: Ask}}
  - {name: Ask, type: operation, actions: [{functionRef: {refName: flaky, arguments: {n: .n}}}], end: {terminate: true}}
`,
  },
  'an endless loop': {
    states: `
  - {name: Count, type: operation, actions: [{functionRef: count}], transition: Count}
`,
  },
  'a question by event': {
    events: [event('ready', { answer: 42 }, SOURCE)],
    states: `
  - {name: Ask, type: operation, actions: [{eventRef: {triggerEventRef: told, resultEventRef: ready, data: '\${ {n: 1} }'}}, {functionRef: {refName: fine, arguments: {a: .answer}}}], end: true}
`,
  },
};

/** Compiles every scenario in both dialects. */
export async function scenarios(): Promise<Scenario[]> {
  const dialects: Dialect[] = ['sonataflow', 'spec'];
  const all = dialects.flatMap((dialect) =>
    Object.entries(DRAFTS).map(async ([name, draft]): Promise<Scenario> => {
      const compile = (id: string, states: string, sections = SECTIONS): Promise<Program> =>
        compileYaml(`id: ${id}\n${sections}\nstates:${inDialect(states, dialect)}`, dialect);
      const programs = new Map([
        ['root', await compile('root', draft.states, draft.sections)],
        ['child', await compile('child', CHILD)],
        [
          'chain',
          await compile(
            'chain',
            CHILD.replace('duration: PT3S, end: true', 'duration: PT3S, end: {continueAs: child}'),
          ),
        ],
      ]);
      const { data = {}, events = [], races = false } = draft;
      return { name: `${name} (${dialect})`, programs, data, events, races };
    }),
  );
  return Promise.all(all);
}

/** The dialect spec evaluates only what stands between the delimiters. */
function inDialect(states: string, dialect: Dialect): string {
  return dialect === 'sonataflow' ? states : states.replace(/: ([.$][\w.]+)(?=[,}])/g, ": '${ $1 }'");
}
