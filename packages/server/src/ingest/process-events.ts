import type { Json } from '@orchestrator/definition';
import type { InstanceReference, LifecycleEvent, NodeChange, StateChange } from '@orchestrator/store';
import { HttpProblem } from '../http/problem.js';
import type { ReadEvent } from './event-fields.js';

/** What an event of a type tells; undefined: nothing that is kept. @throws HttpProblem 400 */
export type Reader = (event: ReadEvent) => LifecycleEvent | undefined;

/** `eventType` of state events, by number. Absent means started. */
const STATE_CHANGES: ReadonlyMap<number | null, StateChange['change']> = new Map([
  [null, 'started'],
  [1, 'started'],
  [2, 'ended'],
  [3, 'migrated'],
  [4, 'retriggered'],
]);

/** `eventType` of node events, by number. */
const NODE_CHANGES: ReadonlyMap<number | null, NodeChange['change']> = new Map([
  [1, 'entered'],
  [2, 'exited'],
  [3, 'aborted'],
  [4, 'skipped'],
  [5, 'obsolete'],
  [6, 'failed'],
]);

const LAST_STATE = 5;
/** Longest path in the name of a variable. */
const MAX_PATH = 64;

/** Events about runs (data-index-and-jobs.md 3.2, 3.4). */
export const processReaders: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ['ProcessInstanceStateDataEvent', readState],
  ['ProcessInstanceNodeDataEvent', readNode],
  ['ProcessInstanceErrorDataEvent', readError],
  ['ProcessInstanceVariableDataEvent', readVariable],
  ['ProcessInstanceSLADataEvent', () => undefined],
]);

function readState(read: ReadEvent): LifecycleEvent {
  const { attributes, data, time } = read;
  const reference = instanceOf(read);
  return {
    ...headOf(read),
    kind: 'state',
    instance: {
      id: reference.id,
      workflowId: data.text('processId') ?? reference.workflowId,
      version: data.text('processVersion') ?? reference.version,
    },
    change: STATE_CHANGES.get(data.number('eventType')) ?? 'updated',
    at: data.time('eventDate') ?? time,
    user: data.text('eventUser'),
    state: stateOf(data.number('state') ?? attributes.number('kogitoprocist')),
    processName: data.text('processName'),
    businessKey: data.text('businessKey'),
    parentInstanceId: data.text('parentInstanceId'),
    rootInstanceId: data.text('rootProcessInstanceId'),
    rootWorkflowId: data.text('rootProcessId'),
    roles: data.texts('roles'),
    addons: (attributes.text('kogitoaddons') ?? '')
      .split(',')
      .map((addon) => addon.trim())
      .filter((addon) => addon !== ''),
    slaDueAt: data.time('slaDueDate'),
    cloudEventId: data.text('cloudEventId'),
    cloudEventSource: data.text('cloudEventSource'),
  };
}

function readNode(read: ReadEvent): LifecycleEvent {
  const { data, time } = read;
  const inner = data.object('data');
  const argument = (name: string): Json | null => data.value(name) ?? inner[name] ?? null;
  return {
    ...headOf(read),
    kind: 'node',
    instance: instanceOf(read),
    change: NODE_CHANGES.get(data.number('eventType')) ?? 'updated',
    at: data.time('eventDate') ?? time,
    node: data.required('nodeInstanceId'),
    task: data.text('nodeDefinitionId') ?? '',
    name: data.text('nodeName') ?? '',
    type: data.text('nodeType') ?? '',
    slaDueAt: data.time('slaDueDate'),
    retrigger: data.boolean('retrigger'),
    input: argument('inputParameters'),
    output: argument('outputParameters'),
  };
}

function readError(read: ReadEvent): LifecycleEvent {
  const { data } = read;
  return {
    ...headOf(read),
    kind: 'error',
    instance: instanceOf(read),
    task: data.text('nodeDefinitionId') ?? '',
    node: data.text('nodeInstanceId'),
    message: data.text('errorMessage'),
  };
}

function readVariable(read: ReadEvent): LifecycleEvent {
  const { attributes, data } = read;
  const name = data.text('variableName') ?? attributes.required('kogitovariablename');
  const path = name.split('.');
  if (path.length > MAX_PATH)
    throw new HttpProblem(400, 'bad-event', `The name of a variable may have up to ${MAX_PATH} parts.`);
  return {
    ...headOf(read),
    kind: 'variable',
    instance: instanceOf(read),
    path,
    value: data.value('variableValue'),
  };
}

/** By what an event is known and ordered. */
export function headOf({ event: { source, id }, time }: ReadEvent): {
  readonly source: string;
  readonly id: string;
  readonly time: number;
} {
  return { source, id, time };
}

function instanceOf({ attributes, data }: ReadEvent): InstanceReference {
  return {
    id: attributes.text('kogitoprocinstanceid') ?? data.required('processInstanceId'),
    workflowId: attributes.text('kogitoprocid') ?? data.required('processId'),
    version: attributes.text('kogitoprocversion') ?? data.text('processVersion'),
  };
}

function stateOf(state: number | null): number | null {
  if (state === null || (Number.isInteger(state) && state >= 0 && state <= LAST_STATE)) return state;
  throw new HttpProblem(400, 'bad-event', `The state of a run is a number from 0 to ${LAST_STATE}.`);
}
