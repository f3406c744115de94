import { useEffect, useMemo, useRef } from 'react';
import {
  Background,
  Controls,
  MarkerType,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
  type EdgeTypes,
  type NodeTypes,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { layoutGraph, type GraphLayout, type Line } from '../model/graph-layout';
import type { StateRun } from '../model/node-status';
import { nodeLook } from '../model/run-status';
import type { EdgeKind, GraphEdge, StateGraph } from '../model/state-graph';
import { GraphWay, type GraphFlowEdge } from './GraphWay';
import { MarkerNode, StateNode, type GraphFlowNode } from './GraphNodes';
import { GraphDescription } from './GraphDescription';
import { classNames } from './class-names';
import styles from './WorkflowGraph.module.css';

interface WorkflowGraphProps {
  readonly graph: StateGraph;
  /** What the shown run did with each state; absent on the page of a workflow. */
  readonly runs?: ReadonlyMap<string, StateRun>;
  readonly selected?: string | undefined;
  readonly onSelect?: (state: string) => void;
  readonly label: string;
}

interface CanvasProps extends WorkflowGraphProps {
  readonly layout: GraphLayout;
}

/** Pixels around the picture. */
const MARGIN = 64;

const nodeTypes: NodeTypes = { state: StateNode, marker: MarkerNode };

const edgeTypes: EdgeTypes = { way: GraphWay };

/** Arrow heads are drawn apart from their lines, so they do not inherit the lines' colour. */
const ARROW_COLOURS: { readonly [kind in EdgeKind]: string } = {
  transition: 'var(--bui-gray-5)',
  condition: 'var(--bui-gray-5)',
  default: 'var(--bui-gray-5)',
  compensation: 'var(--bui-gray-5)',
  event: 'var(--bui-fg-announcement)',
  error: 'var(--bui-fg-negative)',
};

/** Milliseconds of the ride to a state that was chosen elsewhere. */
const RIDE_MS = 300;

/** The states of a workflow as a picture that can be zoomed, with a list that says the same in words. */
export function WorkflowGraph(props: WorkflowGraphProps) {
  const layout = useMemo(() => layoutGraph(props.graph), [props.graph]);
  const height = `clamp(20rem, ${layout.height + MARGIN}px, var(--graph-room, 34rem))`;
  return (
    <div className={styles['frame']} style={{ height }}>
      <ReactFlowProvider>
        <Canvas {...props} layout={layout} />
      </ReactFlowProvider>
      <GraphDescription graph={props.graph} runs={props.runs} />
    </div>
  );
}

function Canvas({ graph, layout, runs, selected, onSelect, label }: CanvasProps) {
  const { boxes, lines } = layout;
  const edges = useMemo(() => graph.edges.map((edge) => flowEdge(edge, lines.get(edge.id))), [graph, lines]);
  const nodes = graph.nodes.map((node): GraphFlowNode => {
    const { x, y, width, height } = boxes.get(node.id) ?? { x: 0, y: 0, width: 0, height: 0 };
    const run = runs?.get(node.id);
    return {
      id: node.id,
      type: node.kind === 'state' ? 'state' : 'marker',
      position: { x, y },
      width,
      height,
      focusable: node.kind === 'state' && onSelect !== undefined,
      selected: node.id === selected,
      data: { node, ...(run && { run }), live: runs !== undefined },
      ariaLabel: `${node.name}, ${node.type}${run ? `, ${nodeLook(run.status).label}` : ''}`,
    };
  });
  useRideTo(selected);
  return (
    <ReactFlow<GraphFlowNode, GraphFlowEdge>
      className={classNames(styles['canvas'])}
      aria-label={label}
      nodes={nodes}
      edges={edges}
      nodeTypes={nodeTypes}
      edgeTypes={edgeTypes}
      fitView
      fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
      minZoom={0.2}
      maxZoom={1.5}
      nodesDraggable={false}
      nodesConnectable={false}
      edgesFocusable={false}
      zoomOnScroll={false}
      preventScrolling={false}
      deleteKeyCode={null}
      ariaLabelConfig={{ 'node.a11yDescription.default': 'Press Enter to choose this state.' }}
      onNodeClick={(_, node) => node.type === 'state' && onSelect?.(node.id)}
      onNodesChange={(changes) =>
        changes.forEach((change) => change.type === 'select' && change.selected && onSelect?.(change.id))
      }
    >
      <Background gap={20} size={1} />
      <Controls showInteractive={false} />
    </ReactFlow>
  );
}

/** Brings the chosen state into view and puts the keyboard there. */
function useRideTo(selected: string | undefined): void {
  const flow = useReactFlow();
  const previous = useRef(selected);
  useEffect(() => {
    if (selected !== undefined && selected !== previous.current) {
      void flow.fitView({ nodes: [{ id: selected }], duration: RIDE_MS, maxZoom: 1, padding: 0.6 });
    }
    previous.current = selected;
  }, [flow, selected]);
}

function flowEdge(way: GraphEdge, line: Line = { points: [], label: { x: 0, y: 0 } }): GraphFlowEdge {
  return {
    id: way.id,
    source: way.from,
    target: way.to,
    type: 'way',
    className: classNames(styles['way'], styles[way.kind]),
    markerEnd: { type: MarkerType.ArrowClosed, color: ARROW_COLOURS[way.kind], width: 16, height: 16 },
    data: { way, line },
  };
}
