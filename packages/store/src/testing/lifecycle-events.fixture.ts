import type { Json } from '@orchestrator/definition';
import type {
  DefinitionReport,
  EventHead,
  JobReport,
  LifecycleEvent,
  NodeChange,
  StateChange,
  TaskStateChange,
} from '../ingest/lifecycle-event.js';

let count = 0;
const head = (time: number): EventHead => ({
  source: 'http://other:8080/orders',
  id: `event-${++count}`,
  time,
});
const instanceOf = (id: string) => ({ id, workflowId: 'orders', version: '1.0' });

/** An event about the state of a run, by default its start. */
export function stateOf(id: string, time: number, parts: Partial<StateChange> = {}): EventHead & StateChange {
  return {
    ...head(time),
    kind: 'state',
    instance: instanceOf(id),
    change: 'started',
    at: time,
    user: 'ana',
    state: 1,
    processName: 'Orders',
    businessKey: null,
    parentInstanceId: null,
    rootInstanceId: null,
    rootWorkflowId: null,
    roles: [],
    addons: [],
    slaDueAt: null,
    cloudEventId: null,
    cloudEventSource: null,
    ...parts,
  };
}

/** The end of a run. */
export function endOf(id: string, time: number, state = 2): EventHead & StateChange {
  return stateOf(id, time, { change: 'ended', state });
}

/** A retrigger of a run. */
export function retriggerOf(id: string, time: number): EventHead & StateChange {
  return stateOf(id, time, { change: 'retriggered' });
}

/** An event about a node, by default that it was entered. */
export function nodeOf(
  id: string,
  node: string,
  time: number,
  parts: Partial<NodeChange> = {},
): EventHead & NodeChange {
  return {
    ...head(time),
    kind: 'node',
    instance: instanceOf(id),
    change: 'entered',
    at: time,
    node,
    task: '1',
    name: 'Call',
    type: 'ActionNode',
    slaDueAt: null,
    retrigger: null,
    input: null,
    output: null,
    ...parts,
  };
}

/** A variable of a run has a value. */
export function variableOf(id: string, path: string, value: Json, time: number): LifecycleEvent {
  return { ...head(time), kind: 'variable', instance: instanceOf(id), path: path.split('.'), value };
}

/** A node of a run failed. */
export function errorOf(id: string, node: string, message: string, time: number): LifecycleEvent {
  return { ...head(time), kind: 'error', instance: instanceOf(id), task: '1', node, message };
}

/** A definition as its runtime tells of it. */
export function reportOf(time: number, parts: Partial<DefinitionReport> = {}): LifecycleEvent {
  return {
    ...head(time),
    kind: 'definition',
    workflowId: 'orders',
    version: '1.0',
    name: null,
    type: null,
    description: null,
    endpoint: null,
    text: null,
    addons: [],
    roles: [],
    annotations: [],
    metadata: {},
    nodes: [],
    ...parts,
  };
}

/** A job as its service tells of it. */
export function jobOf(job: string, time: number, parts: Partial<JobReport> = {}): LifecycleEvent {
  return {
    ...head(time),
    kind: 'job',
    job,
    workflowId: 'orders',
    instanceId: 'a',
    nodeInstanceId: null,
    rootInstanceId: null,
    rootWorkflowId: null,
    status: 'SCHEDULED',
    expiresAt: time,
    priority: 0,
    callbackEndpoint: null,
    repeatInterval: null,
    repeatLimit: null,
    scheduledId: null,
    retries: 0,
    updatedAt: time,
    executionCounter: 0,
    exceptionMessage: null,
    exceptionDetails: null,
    ...parts,
  };
}

/** The state of a user task. */
export function taskStateOf(
  task: string,
  time: number,
  parts: Partial<TaskStateChange> = {},
): LifecycleEvent {
  return {
    ...head(time),
    kind: 'task-state',
    task,
    at: time,
    over: false,
    definitionId: null,
    instanceId: 'a',
    workflowId: 'orders',
    rootInstanceId: null,
    rootWorkflowId: null,
    name: 'Approve',
    description: null,
    priority: null,
    state: 'Ready',
    actualOwner: null,
    referenceName: null,
    externalReferenceId: null,
    slaDueAt: null,
    endpoint: null,
    ...parts,
  };
}

/** What other events about a user task begin with. */
export function taskHead(task: string, time: number): EventHead & { readonly task: string } {
  return { ...head(time), task };
}
