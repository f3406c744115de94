import { useMemo } from 'react';
import type { ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import { failingState, stateRuns, type StateRun } from '../model/node-status';
import { buildStateGraph, type GraphNode, type StateGraph } from '../model/state-graph';
import { useWorkflowSource } from './use-workflow-source';

/** The graph of a run's workflow with what the run did in it. */
export interface InstanceGraphModel {
  /** Absent while the definition is being loaded, and when it cannot be drawn. */
  readonly graph: StateGraph | undefined;
  readonly runs: ReadonlyMap<string, StateRun>;
  readonly failing: GraphNode | undefined;
  readonly error: Error | undefined;
  readonly reload: () => void;
}

/** Loads the definition of a run's workflow and marks the states that the run entered. */
export function useInstanceGraph(instance: ProcessInstanceDTO): InstanceGraphModel | undefined {
  const { value: source, error, reload } = useWorkflowSource(instance.processId);
  const graph = useMemo(() => (source === undefined ? undefined : buildStateGraph(source)), [source]);
  return useMemo(() => {
    if (source === undefined && !error) {
      return undefined;
    }
    return {
      graph,
      runs: graph ? stateRuns(graph, instance) : new Map(),
      failing: graph && failingState(graph, instance),
      error: source === undefined ? error : undefined,
      reload,
    };
  }, [source, graph, instance, error, reload]);
}
