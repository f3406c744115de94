import type { Json } from '@orchestrator/definition';
import type { TraceEntry } from '@orchestrator/engine';
import { nodeNumber } from '../rows/node-number.js';

/** A node as one step leaves it: all entries of the node in that step folded into one row. */
export interface NodeChange {
  id: string;
  node: number;
  parent?: number;
  task?: string;
  name?: string;
  type?: string;
  /** Only when the step entered the node, so that the row is new. */
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

/** Folds the trace of one step to one row a node, in the order in which the nodes first appear. */
export function nodeChanges(instanceId: string, trace: readonly TraceEntry[]): NodeChange[] {
  const changes = new Map<string, NodeChange>();
  for (const entry of trace) {
    let change = changes.get(entry.node);
    if (change === undefined) {
      change = { id: instanceId, node: nodeNumber(instanceId, entry.node) };
      changes.set(entry.node, change);
    }
    fold(change, entry);
  }
  return [...changes.values()];
}

/** Which columns an entry fills: contract data-index-and-jobs 2.3. An error or a cancel leaves `exit` empty. */
function fold(change: NodeChange, entry: TraceEntry): void {
  switch (entry.type) {
    case 'entered':
      change.task = entry.task;
      change.name = entry.name;
      change.type = entry.nodeType;
      change.entered = entry.at;
      if (entry.parent !== undefined) change.parent = nodeNumber(change.id, entry.parent);
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
