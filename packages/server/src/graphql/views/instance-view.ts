import type { InstanceRow, JobRow, NodeRow } from '@orchestrator/store';
import { definitionView, nodesOf } from './definition-view.js';
import { executionSummary } from './execution-summary.js';
import type { Loaders } from './loaders.js';
import { serviceUrlOf } from './service-url.js';

/** An instance as GraphQL shows it; what is not in its row is fetched only when asked for. */
export function instanceView(row: InstanceRow, loaders: Loaders): object {
  return {
    ...row,
    ...addressOf(row, loaders),
    milestones: [],
    identity: null,
    // There is no picture of a run; clients draw one from the definition.
    diagram: null,
    parentProcessInstance: async () => {
      const parent = row.parentProcessInstanceId;
      const found = parent === null ? undefined : await loaders.instance(parent);
      return found ? instanceView(found, loaders) : null;
    },
    childProcessInstances: async () =>
      (await loaders.children(row.id)).map((child) => instanceView(child, loaders)),
    nodes: async () => (await loaders.nodes(row.id)).map(nodeView),
    nodeAttempts: async () => attemptsOf(await loaders.nodes(row.id)),
    source: async () => (await loaders.definition(row))?.source,
    definition: async () => {
      const definition = await loaders.definition(row);
      return definition ? definitionView(definition, loaders) : null;
    },
    nodeDefinitions: async () => {
      const definition = await loaders.definition(row);
      return definition ? nodesOf(definition) : null;
    },
    timers: async () =>
      row.state === 'ACTIVE' ? (await loaders.jobs(row.id)).filter(isAhead).map(timerView) : [],
    executionSummary: async () => executionSummary(row, await loaders.nodes(row.id)),
  };
}

/** One whose endpoint nobody told has an empty one, since the schema promises some: a list with it can be shown. */
function addressOf(
  row: InstanceRow,
  { serviceUrl }: Loaders,
): { endpoint: string; serviceUrl: string | null } {
  if (row.ingested) {
    return { endpoint: row.endpoint ?? '', serviceUrl: serviceUrlOf(row.endpoint, row.processId) };
  }
  return { endpoint: `${serviceUrl}/${row.processId}`, serviceUrl };
}

function nodeView(node: NodeRow): object {
  return { ...node, nodeId: node.definitionId };
}

function attemptsOf(nodes: readonly NodeRow[]): object[] {
  return [...Map.groupBy(nodes, ({ definitionId }) => definitionId)].map(([definitionId, attempts]) => ({
    definitionId,
    name: attempts[0]?.name,
    attempts: attempts.map(nodeView),
  }));
}

function isAhead({ status }: JobRow): boolean {
  return status === 'SCHEDULED' || status === 'RETRY';
}

function timerView({ id, processId, processInstanceId, nodeInstanceId, expirationTime }: JobRow): object {
  return {
    timerId: id,
    processId: processId ?? '',
    processInstanceId,
    nodeInstanceId,
    description: expirationTime === null ? null : `Due at ${new Date(expirationTime).toISOString()}`,
  };
}
