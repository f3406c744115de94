import type { NodeInstanceDTO, ProcessInstanceDTO } from '@orchestrator/plugin-orchestrator-common';
import type { GraphNode, StateGraph } from './state-graph';

/** How one execution of a state or action stands. */
export type NodeStatus = 'completed' | 'active' | 'failed' | 'aborted' | 'suspended' | 'pending';

/** What a run did with one state. */
export interface StateRun {
  /** Of the last execution. */
  readonly status: NodeStatus;
  /** How often the state was entered. */
  readonly count: number;
}

/** How one execution stands, from its own times and the state of the run around it. */
export function nodeStatus(node: NodeInstanceDTO, instance: ProcessInstanceDTO): NodeStatus {
  if (node.errorMessage || failedNodes(instance).has(node.id)) {
    return 'failed';
  }
  if (node.exit) {
    return 'completed';
  }
  switch (instance.state) {
    case 'COMPLETED':
      return 'completed';
    case 'ERROR':
    case 'ABORTED':
      return 'aborted';
    case 'SUSPENDED':
      return 'suspended';
    case 'PENDING':
      return 'pending';
    default:
      return 'active';
  }
}

/** What the run did with each state of the graph; states that it never entered are absent. */
export function stateRuns(graph: StateGraph, instance: ProcessInstanceDTO): Map<string, StateRun> {
  const runs = new Map<string, StateRun>();
  for (const node of instance.nodes) {
    const state = graph.nodes.find((candidate) => isExecutionOf(node, candidate));
    if (state) {
      runs.set(state.id, {
        status: nodeStatus(node, instance),
        count: (runs.get(state.id)?.count ?? 0) + 1,
      });
    }
  }
  return runs;
}

/** Whether a node instance is an execution of this state; an action of the same name is none. */
export function isExecutionOf(node: NodeInstanceDTO, state: GraphNode): boolean {
  if (state.kind !== 'state' || node.parent) {
    return false;
  }
  return (
    node.definitionId === state.pointer ||
    node.name === state.name ||
    node.definitionId === state.name ||
    node.nodeId === state.name
  );
}

/** The node at which the run failed and everything around it. */
function failedNodes(instance: ProcessInstanceDTO): Set<string> {
  const failed = new Set<string>();
  let id = instance.state === 'ERROR' ? instance.error?.nodeInstanceId : undefined;
  while (id !== undefined && !failed.has(id)) {
    failed.add(id);
    const current = id;
    id = instance.nodes.find((node) => node.id === current)?.parent;
  }
  return failed;
}

/** The state in which the run failed: what the error names, or the state around that action. */
export function failingState(graph: StateGraph, instance: ProcessInstanceDTO): GraphNode | undefined {
  const failed = failedNodes(instance);
  const executions = instance.nodes.filter((node) => failed.has(node.id));
  return (
    graph.nodes.find((state) => executions.some((node) => isExecutionOf(node, state))) ??
    graph.nodes.find((state) => isNamedBy(state, instance.error?.nodeDefinitionId))
  );
}

function isNamedBy(state: GraphNode, definitionId: string | undefined): boolean {
  if (state.kind !== 'state' || definitionId === undefined) {
    return false;
  }
  const { name, pointer } = state;
  return definitionId === name || definitionId === pointer || definitionId.startsWith(`${pointer}/`);
}
