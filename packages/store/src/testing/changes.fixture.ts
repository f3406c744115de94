import type { CallEffect, Effect, Instance, TraceEntry } from '@orchestrator/engine';
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
    format: 1,
    id,
    workflowId: 'greeting',
    definition: 'hash-of-greeting',
    version,
    state: 'ACTIVE',
    startedAt: past,
    variables: {},
    input: {},
    root: { data: { step: version }, frame: null },
    entered: 1,
    stepsSinceWait: 0,
    ...overrides,
  };
}

export function changeOf(instance: Instance, parts: Partial<Change> = {}): Change {
  return { effects: [], trace: [], settled: [], ...parts, instance };
}

export function callOf(node: string, attempt = 1): CallEffect {
  return {
    type: 'call',
    node,
    attempt,
    function: 'getGreeting',
    connector: 'openapi',
    operation: 'spec.yaml#get',
    metadata: {},
    arguments: { z: 1, a: 'ä"\\' },
    hasArguments: true,
  };
}

export function timerOf(node: string, due: number): Effect {
  return { type: 'timer', node, due };
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
