import type { NodeInstanceId, TraceEntry } from '@orchestrator/engine';

/** Most nodes whose time is being taken; beyond it the ones that began first are given up. */
const MAX_OPEN = 10_000;

interface OpenNode {
  readonly name: string;
  readonly nodeType: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** A node that was left. */
export interface ClosedNode extends Pick<OpenNode, 'name' | 'nodeType'> {
  readonly milliseconds: number;
}

/** Takes the time of nodes that this process has seen begin. */
export class OpenNodes {
  readonly #open = new Map<NodeInstanceId, OpenNode>();

  /** Follows what happened to a node; the time it took where it was left by itself. */
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
        if (!open || entry.type !== 'exited') return undefined;
        const { name, nodeType, at } = open;
        return { name, nodeType, milliseconds: entry.at - at };
      }
      default:
        return undefined;
    }
  }

  #enter({ node, name, nodeType, at }: Extract<TraceEntry, { type: 'entered' }>): void {
    this.#open.set(node, { name, nodeType, at });
    if (this.#open.size <= MAX_OPEN) return;
    for (const first of this.#open.keys()) {
      this.#open.delete(first);
      return;
    }
  }
}
