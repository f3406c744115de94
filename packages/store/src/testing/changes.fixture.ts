import { INSTANCE_FORMAT } from '@orchestrator/engine';
import type {
  CallEffect,
  CloudEvent,
  Effect,
  Instance,
  SettledEffect,
  TimerName,
  TraceEntry,
} from '@orchestrator/engine';
import type { Change, StoredDefinition } from '../store.js';

/** A moment in the past, so that what is due then is due now. */
export const past = Date.UTC(2026, 0, 15, 12, 0, 0, 250);

export function definitionOf(
  workflowId: string,
  overrides: Partial<StoredDefinition> = {},
): StoredDefinition {
  return {
    hash: `hash-of-${workflowId}`,
    workflowId,
    version: '1.0',
    name: `Name of ${workflowId}`,
    annotations: [],
    metadata: {},
    dialect: 'spec',
    path: `${workflowId}.sw.yaml`,
    source: `id: ${workflowId}`,
    files: {},
    nodes: [],
    ...overrides,
  };
}

/** Instance number `version` of its life, waiting for a call. */
export function instanceOf(id: string, version: number, overrides: Partial<Instance> = {}): Instance {
  return {
    format: INSTANCE_FORMAT,
    id,
    workflowId: 'greeting',
    definition: 'hash-of-greeting',
    version,
    state: 'ACTIVE',
    startedAt: past,
    headers: {},
    variables: {},
    input: {},
    root: { data: { step: version }, frame: null, index: 0 },
    entered: 1,
    stepsSinceWait: 0,
    produced: 0,
    correlation: {},
    compensable: [],
    children: [],
    held: [],
    ...overrides,
  };
}

export function changeOf(instance: Instance, parts: Partial<Change> = {}): Change {
  return { effects: [], trace: [], ...parts, instance };
}

export function callOf(node: string, attempt = 1, overrides: Partial<CallEffect> = {}): CallEffect {
  return {
    type: 'call',
    node,
    attempt,
    function: 'getGreeting',
    connector: 'openapi',
    operation: 'spec.yaml#get',
    metadata: {},
    detached: false,
    arguments: { value: { z: 1, a: 'ä"\\' } },
    hasArguments: true,
    ...overrides,
  };
}

export function timerOf(node: string, due: number, timer: TimerName = 'wait'): Effect {
  return { type: 'timer', node, timer, due };
}

export function settledOf(node: string, what: SettledEffect['what'] = 'all'): Effect {
  return { type: 'settled', node, what };
}

/** A wish for events of type `paid`. */
export function subscribeOf(
  node: string,
  correlation: { readonly [attribute: string]: string | null } = {},
  overrides: Partial<Extract<Effect, { type: 'subscribe' }>> = {},
): Effect {
  return { type: 'subscribe', node, index: 0, eventType: 'paid', correlation, ...overrides };
}

/** An event of type `paid`. */
export function eventOf(id: string, attributes: { readonly [name: string]: string } = {}): CloudEvent {
  return { specversion: '1.0', id, source: 'shop', type: 'paid', ...attributes, data: { z: 1, a: id } };
}

export function enteredOf(
  node: string,
  overrides: Partial<Extract<TraceEntry, { type: 'entered' }>> = {},
): TraceEntry {
  return {
    type: 'entered',
    node,
    task: 'greet',
    name: 'Greet',
    nodeType: 'ActionNode',
    at: past,
    ...overrides,
  };
}
