import dagre from '@dagrejs/dagre';
import type { GraphNode, StateGraph } from './state-graph';

/** A point on the canvas, in pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box on the canvas, by its upper left corner, in pixels. */
export interface Box extends Point {
  readonly width: number;
  readonly height: number;
}

/** The line of a way and the middle of its label. */
export interface Line {
  readonly points: readonly Point[];
  readonly label: Point;
}

/** Where everything of a graph lies, by id. */
export interface GraphLayout {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: ReadonlyMap<string, Line>;
  /** Of the whole picture, in pixels. */
  readonly height: number;
}

const STATE_HEIGHT = 56;
const MARKER_SIZE = { width: 72, height: 28 };

/** Greatest number of characters of a way's label that are drawn. */
export const LABEL_LENGTH = 28;

/** Places states from top to bottom and lines between them so that few cross. The same graph gives the same picture. */
export function layoutGraph(graph: StateGraph): GraphLayout {
  const layout = new dagre.graphlib.Graph({ multigraph: true });
  layout.setGraph({ rankdir: 'TB', nodesep: 20, ranksep: 36, edgesep: 8, marginx: 8, marginy: 8 });
  for (const node of graph.nodes) {
    layout.setNode(node.id, { ...sizeOf(node) });
  }
  for (const edge of graph.edges) {
    const characters = Math.min(edge.label?.length ?? 0, LABEL_LENGTH);
    const size = characters > 0 ? { width: characters * 6.4 + 12, height: 20 } : { width: 0, height: 0 };
    layout.setEdge(edge.from, edge.to, { ...size, labelpos: 'c' }, edge.id);
  }
  dagre.layout(layout);
  return {
    boxes: new Map(graph.nodes.map((node) => [node.id, boxOf(node, layout.node(node.id))])),
    height: layout.graph().height ?? 0,
    lines: new Map(graph.edges.map((edge) => [edge.id, lineOf(layout.edge(edge.from, edge.to, edge.id))])),
  };
}

/** A smooth line through its points, as the `d` of an SVG path. */
export function smoothPath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  const last = rest.at(-1);
  if (!first || !last) {
    return '';
  }
  const bends = rest.slice(0, -1).map((point, index) => {
    const next = rest[index + 1] ?? last;
    const end = index === rest.length - 2 ? next : { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
    return `Q ${point.x} ${point.y} ${end.x} ${end.y}`;
  });
  return [`M ${first.x} ${first.y}`, ...(bends.length > 0 ? bends : [`L ${last.x} ${last.y}`])].join(' ');
}

function sizeOf(node: GraphNode): { width: number; height: number } {
  if (node.kind !== 'state') {
    return MARKER_SIZE;
  }
  const forName = 72 + node.name.length * 8.8;
  return { width: Math.round(Math.min(Math.max(forName, 150), 300)), height: STATE_HEIGHT };
}

function boxOf(node: GraphNode, centre: Point): Box {
  const { width, height } = sizeOf(node);
  return { x: centre.x - width / 2, y: centre.y - height / 2, width, height };
}

function lineOf(edge: { points: Point[]; x?: number; y?: number }): Line {
  const middle = edge.points[Math.floor(edge.points.length / 2)] ?? { x: 0, y: 0 };
  return { points: edge.points, label: { x: edge.x ?? middle.x, y: edge.y ?? middle.y } };
}
