import type { NodeInstanceDTO, ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { nodeStatus, type NodeStatus } from './node-status';
import { endOf } from './run-end';

/** One line of a run's timeline: a state, or an action inside one. */
export interface TimelineRow {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  /** 0 for states, 1 for their actions, and so on. */
  readonly depth: number;
  readonly status: NodeStatus;
  /** Milliseconds since 1970. */
  readonly start: number;
  /** Milliseconds since 1970; the present while the node is active. */
  readonly end: number;
  readonly errorMessage?: string;
  readonly node: NodeInstanceDTO;
  /** Where the bar begins, as a share of the whole run. */
  readonly offset: number;
  /** How long the bar is, as a share of the whole run. */
  readonly length: number;
}

/**
 * Lays the executions of a run on one scale, each action under its state, in the order in which they were entered.
 *
 * @param now - milliseconds since 1970: the end of everything that still runs
 */
export function buildTimeline(instance: ProcessInstanceDTO, now: number): TimelineRow[] {
  const entered = instance.nodes.filter((node) => node.enter !== undefined);
  const known = new Set(entered.map((node) => node.id));
  const children = new Map<string | undefined, NodeInstanceDTO[]>();
  for (const node of entered) {
    const parent = node.parent !== undefined && known.has(node.parent) ? node.parent : undefined;
    children.set(parent, [...(children.get(parent) ?? []), node]);
  }
  const scale = scaleOf(instance, entered, now);
  const rows: TimelineRow[] = [];
  const add = (parent: string | undefined, depth: number) => {
    for (const node of children.get(parent) ?? []) {
      rows.push(rowOf(node, depth, instance, scale));
      add(node.id, depth + 1);
    }
  };
  add(undefined, 0);
  return rows;
}

interface Scale {
  readonly start: number;
  readonly end: number;
}

function scaleOf(instance: ProcessInstanceDTO, nodes: readonly NodeInstanceDTO[], now: number): Scale {
  const starts = [instance.start, ...nodes.map((node) => node.enter)]
    .flatMap((time) => time ?? [])
    .map(Date.parse);
  const ends = nodes.flatMap((node) => node.exit ?? []).map(Date.parse);
  const start = Math.min(...starts);
  const end = Math.max(start, endOf(instance) ?? now, ...ends);
  return { start, end };
}

function rowOf(
  node: NodeInstanceDTO,
  depth: number,
  instance: ProcessInstanceDTO,
  scale: Scale,
): TimelineRow {
  const start = Date.parse(node.enter ?? '');
  const end = Math.max(start, node.exit ? Date.parse(node.exit) : scale.end);
  const whole = Math.max(scale.end - scale.start, 1);
  return {
    id: node.id,
    name: node.name ?? node.definitionId ?? node.id,
    type: node.type ?? '',
    depth,
    status: nodeStatus(node, instance),
    start,
    end,
    ...(node.errorMessage ? { errorMessage: node.errorMessage } : {}),
    node,
    offset: (start - scale.start) / whole,
    length: (end - start) / whole,
  };
}
