import { BaseEdge, EdgeLabelRenderer, type Edge, type EdgeProps } from '@xyflow/react';
import { LABEL_LENGTH, smoothPath, type Line } from '../model/graph-layout';
import type { GraphEdge } from '../model/state-graph';
import styles from './WorkflowGraph.module.css';

/** A way of the canvas with its line. */
export type GraphFlowEdge = Edge<{ readonly way: GraphEdge; readonly line: Line }>;

/** A way between two states along the line that the layout found, with its label on it. */
export function GraphWay({ data, markerEnd }: EdgeProps<GraphFlowEdge>) {
  if (!data) {
    return null;
  }
  const { way, line } = data;
  return (
    <>
      <BaseEdge path={smoothPath(line.points)} {...(markerEnd !== undefined && { markerEnd })} />
      {way.label !== undefined && (
        <EdgeLabelRenderer>
          <span
            className={styles['label']}
            style={{ transform: `translate(-50%, -50%) translate(${line.label.x}px, ${line.label.y}px)` }}
            title={way.label}
          >
            {shorten(way.label)}
          </span>
        </EdgeLabelRenderer>
      )}
    </>
  );
}

function shorten(label: string): string {
  return label.length > LABEL_LENGTH ? `${label.slice(0, LABEL_LENGTH - 1)}…` : label;
}
