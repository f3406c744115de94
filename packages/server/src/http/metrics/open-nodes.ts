import type { NodeInstanceId, TraceEntry } from '@orchestrator/engine';

/** Most nodes whose time is being taken; beyond it the ones that began first are given up. */
const MAX_OPEN = 10_000;

interface OpenNode {
  readonly name: string;
  readonly nodeType: string;
  /** When it was entered, in milliseconds since 1970. */
  readonly at: number;
  /** The node instance around it. */
  readonly parent?: NodeInstanceId;
}

/** A node that is over, whether it was left by itself, skipped or cancelled. */
export interface ClosedNode extends OpenNode {
  readonly milliseconds: number;
}

/** Takes the time of nodes that this process has seen begin. */
export class OpenNodes {
  readonly #open = new Map<NodeInstanceId, OpenNode>();

  /** Follows what happened to a node; what is known of one that is over. */
  take(entry: TraceEntry): ClosedNode | undefined {
    switch (entry.type) {
      case 'entered':
        this.#enter(entry);
        return undefined;
      case 'exited':
      case 'skipped':
      case 'cancelled': {
        const open = this.#open.get(entry.node);
        this.#open.delete(entry.node);
        return open && { ...open, milliseconds: entry.at - open.at };
      }
      default:
        return undefined;
    }
  }

  #enter({ node, name, nodeType, at, parent }: Extract<TraceEntry, { type: 'entered' }>): void {
    this.#open.set(node, { name, nodeType, at, ...(parent !== undefined && { parent }) });
    if (this.#open.size <= MAX_OPEN) return;
    for (const first of this.#open.keys()) {
      this.#open.delete(first);
      return;
    }
  }
}
