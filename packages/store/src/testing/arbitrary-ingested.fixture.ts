import type { Json } from '@orchestrator/definition';
import fc from 'fast-check';
import type { LifecycleEvent } from '../ingest/lifecycle-event.js';
import { arbitraryJson, arbitraryName, arbitraryText, arbitraryTime } from './arbitrary-condition.fixture.js';

/** A workflow of another runtime of which the definition is known; of all others it is not. */
export const definedElsewhere = {
  id: 'ab',
  name: 'ab',
  type: 'SW',
  metadata: { status: 'available' },
} as const;

const list = fc.uniqueArray(arbitraryText, { maxLength: 2 });

const arbitraryRun = fc.record({
  workflowId: arbitraryText,
  state: fc.integer({ min: 1, max: 5 }),
  start: arbitraryTime,
  end: fc.option(arbitraryTime),
  businessKey: fc.option(arbitraryText),
  user: fc.option(arbitraryText),
  slaDueAt: fc.option(arbitraryTime),
  cloudEventId: fc.option(arbitraryText),
  roles: list,
  addons: list,
  message: fc.option(arbitraryText),
  variables: fc.dictionary(fc.constantFrom('a', 'b', 'workflowdata'), arbitraryJson, {
    noNullPrototype: true,
  }),
  nodes: fc.array(
    fc.record({
      name: arbitraryName,
      enter: arbitraryTime,
      exit: fc.option(arbitraryTime),
      retrigger: fc.option(fc.boolean()),
      input: fc.option(arbitraryJson),
    }),
    { maxLength: 3 },
  ),
});

/** What other runtimes tell of so many runs, `other0` and so on. */
export function ingestedRuns(count: number, seed: number): LifecycleEvent[] {
  const { id: workflowId, ...defined } = definedElsewhere;
  const nothing = {
    description: null,
    endpoint: null,
    text: null,
    addons: [],
    roles: [],
    annotations: [],
    nodes: [],
  };
  const definition: LifecycleEvent = {
    ...{ kind: 'definition', source: 'elsewhere', id: 'definition', time: 1, version: '1' },
    ...{ workflowId, ...nothing, ...defined },
  };
  const runs = fc.sample(arbitraryRun, { numRuns: count, seed });
  return [definition, ...runs.flatMap((run, number) => eventsOf(`other${number}`, run))];
}

function eventsOf(id: string, run: ArbitraryRun): LifecycleEvent[] {
  const { workflowId, state, start, end, user, message, variables, nodes, roles, addons } = run;
  const { businessKey, slaDueAt, cloudEventId } = run;
  const instance = { id, workflowId, version: '1' };
  let events = 0;
  const head = () => ({ source: `/${workflowId}`, id: `${id}-${++events}`, time: events });
  const told = {
    ...{ instance, user, state, businessKey, slaDueAt, cloudEventId, roles, addons, processName: workflowId },
    ...{ parentInstanceId: null, rootInstanceId: null, rootWorkflowId: null, cloudEventSource: null },
  };
  const nodeOf = (name: string, number: number) => ({
    ...{
      instance,
      name,
      node: `${id}-node-${number}`,
      task: '1',
      type: 'ActionNode',
      slaDueAt: null,
      output: null,
    },
  });
  return [
    { ...head(), kind: 'state', change: 'started', at: start, ...told },
    ...Object.entries(variables).map(([name, value]: [string, Json]): LifecycleEvent => ({
      ...{ ...head(), kind: 'variable', instance, path: [name], value },
    })),
    ...nodes.flatMap(({ name, enter, exit, retrigger, input }, number): LifecycleEvent[] => {
      const node = { ...nodeOf(name, number), retrigger, input };
      const entered: LifecycleEvent = { ...head(), kind: 'node', change: 'entered', at: enter, ...node };
      if (exit === null) return [entered];
      return [entered, { ...head(), kind: 'node', change: 'exited', at: exit, ...node }];
    }),
    ...(message === null
      ? []
      : [{ ...head(), kind: 'error', instance, task: '1', node: `${id}-node-0`, message } as const]),
    ...(end === null ? [] : [{ ...head(), kind: 'state', change: 'ended', at: end, ...told } as const]),
  ];
}

type ArbitraryRun = typeof arbitraryRun extends fc.Arbitrary<infer Run> ? Run : never;
