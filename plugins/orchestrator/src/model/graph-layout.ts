import dagre from '@dagrejs/dagre';
import type { GraphNode, StateGraph } from './state-graph';

/** A box on the canvas, by its upper left corner, in pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const STATE_SIZE = { width: 208, height: 56 };
const MARKER_SIZE = { width: 72, height: 28 };

/** Greatest number of characters of a way's label that are drawn. */
export const LABEL_LENGTH = 28;

/** Places the states from top to bottom so that few ways cross. The same graph always gives the same picture. */
export function layoutGraph(graph: StateGraph): Map<string, Box> {
  const layout = new dagre.graphlib.Graph({ multigraph: true });
  layout.setGraph({ rankdir: 'TB', nodesep: 40, ranksep: 44, edgesep: 24, marginx: 8, marginy: 8 });
  layout.setDefaultEdgeLabel(() => ({}));
  for (const node of graph.nodes) {
    layout.setNode(node.id, { ...sizeOf(node) });
  }
  for (const edge of graph.edges) {
    const characters = Math.min(edge.label?.length ?? 0, LABEL_LENGTH);
    layout.setEdge(edge.from, edge.to, { width: characters * 6.5, height: characters > 0 ? 18 : 0 }, edge.id);
  }
  dagre.layout(layout);
  return new Map(graph.nodes.map((node) => [node.id, boxOf(node, layout.node(node.id))]));
}

function sizeOf(node: GraphNode): { width: number; height: number } {
  return node.kind === 'state' ? STATE_SIZE : MARKER_SIZE;
}

function boxOf(node: GraphNode, centre: { x: number; y: number }): Box {
  const { width, height } = sizeOf(node);
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}
