import type { Json } from '@orchestrator/definition';
import type { TraceEntry } from '@orchestrator/engine';
import { nodeNumber } from '../rows/node-number.js';
import { storableJson } from './storable.js';

/** What a step tells of a node: all its entries of the node folded into one, by the names that the view of nodes reads. */
interface NodeChange {
  readonly node: number;
  parent?: number;
  task?: string;
  name?: string;
  type?: string;
  /** Only when the step entered the node. */
  entered?: number;
  exited?: number;
  error?: string;
  cancel?: 'ABORTED' | 'SKIPPED' | 'ERROR';
  retrigger?: true;
  retries?: number;
  retry_message?: string;
  input?: Json;
  output?: Json;
}

/**
 * The trace of one step as a JSON list with one place a node, in the order in which the nodes first appear.
 *
 * @returns an empty text when the step tells nothing
 * @throws StoreDataError when one of its values cannot be stored
 */
export function traceText(instanceId: string, trace: readonly TraceEntry[]): string {
  if (trace.length === 0) return '';
  const changes = new Map<string, NodeChange>();
  for (const entry of trace) {
    let change = changes.get(entry.node);
    if (change === undefined) {
      change = { node: nodeNumber(instanceId, entry.node) };
      changes.set(entry.node, change);
    }
    fold(change, entry, instanceId);
  }
  return `[${[...changes.values()].map((change) => storableJson(change, instanceId)).join(',')}]`;
}

/** Which columns an entry fills: contract data-index-and-jobs 2.3. An error or a cancel leaves `exit` empty. */
function fold(change: NodeChange, entry: TraceEntry, instanceId: string): void {
  switch (entry.type) {
    case 'entered':
      change.task = entry.task;
      change.name = entry.name;
      change.type = entry.nodeType;
      change.entered = entry.at;
      if (entry.parent !== undefined) change.parent = nodeNumber(instanceId, entry.parent);
      if (entry.input !== undefined) change.input = entry.input;
      if (entry.retrigger) change.retrigger = true;
      return;
    case 'exited':
      change.exited = entry.at;
      if (entry.output !== undefined) change.output = entry.output;
      return;
    case 'retrying':
      change.retries = entry.attempt;
      change.retry_message = entry.message;
      return;
    case 'failed':
      change.error = entry.message;
      change.cancel = 'ERROR';
      return;
    case 'skipped':
      change.cancel = 'SKIPPED';
      return;
    case 'cancelled':
      change.cancel = 'ABORTED';
  }
}
