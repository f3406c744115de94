import { VisuallyHidden } from '@backstage/ui';
import type { StateRun } from '../model/node-status';
import { nodeLook } from '../model/run-status';
import { END_ID, START_ID, type GraphEdge, type StateGraph } from '../model/state-graph';

interface GraphDescriptionProps {
  readonly graph: StateGraph;
  readonly runs: ReadonlyMap<string, StateRun> | undefined;
}

/** The picture in words, for screen readers: every state, how it stands, and what comes after it. */
export function GraphDescription({ graph, runs }: GraphDescriptionProps) {
  return (
    <VisuallyHidden>
      <ul aria-label="States of the workflow">
        {graph.nodes
          .filter((node) => node.kind === 'state')
          .map((node) => (
            <li key={node.id}>
              {node.name} ({node.type}){runs && `: ${describeRun(runs.get(node.id))}`}.{' '}
              {graph.edges
                .filter((edge) => edge.from === node.id)
                .map(describeWay)
                .join(' ')}
            </li>
          ))}
      </ul>
    </VisuallyHidden>
  );
}

function describeRun(run: StateRun | undefined): string {
  if (!run) {
    return 'not reached';
  }
  const { label } = nodeLook(run.status);
  return run.count > 1 ? `${label}, entered ${run.count} times` : label;
}

function describeWay(edge: GraphEdge): string {
  const to = edge.to === END_ID ? 'the end' : edge.to === START_ID ? 'the start' : edge.to;
  return edge.label === undefined ? `Then ${to}.` : `${edge.label}: ${to}.`;
}
