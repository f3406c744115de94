import type { DefinitionRow, InstanceRow, NodeRow } from '@orchestrator/store';
import type { Finding } from '@orchestrator/definition';
import { formatDateTime } from './scalars.js';

/** What views need to fetch when a query asks for it; each answer is loaded once for all rows of a list. */
export interface Loaders {
  readonly serviceUrl: string;
  nodes(instanceId: string): Promise<readonly NodeRow[]>;
  instance(id: string): Promise<InstanceRow | undefined>;
  /** The instances that this one started. */
  children(instanceId: string): Promise<readonly InstanceRow[]>;
  source(definition: string): Promise<string | undefined>;
  definition(workflowId: string): Promise<DefinitionRow | undefined>;
  findings(workflowId: string): readonly Finding[];
}

/** A definition as GraphQL shows it. */
export function definitionView(row: DefinitionRow, loaders: Loaders): object {
  return {
    ...row,
    addons: [],
    roles: [],
    type: 'SW',
    serviceUrl: loaders.serviceUrl,
    endpoint: `${loaders.serviceUrl}/${row.id}`,
    // Clients drop definitions whose status says so (orchestrator-plugins.md 5.4).
    metadata: { ...row.metadata, status: row.available ? 'available' : 'unavailable' },
    nodes: row.nodes.map((node) => ({
      ...node,
      uniqueId: node.id,
      metadata: { UniqueId: node.id, ...node.metadata },
    })),
    findings: () => loaders.findings(row.id),
  };
}

/** An instance as GraphQL shows it; nodes, source and definition are fetched only when asked for. */
export function instanceView(row: InstanceRow, loaders: Loaders): object {
  return {
    ...row,
    roles: [],
    addons: [],
    serviceUrl: loaders.serviceUrl,
    endpoint: `${loaders.serviceUrl}/${row.processId}`,
    parentProcessInstance: async () => {
      const parent = row.parentProcessInstanceId;
      const found = parent === null ? undefined : await loaders.instance(parent);
      return found ? instanceView(found, loaders) : null;
    },
    childProcessInstances: async () =>
      (await loaders.children(row.id)).map((child) => instanceView(child, loaders)),
    nodes: async () => (await loaders.nodes(row.id)).map(nodeView),
    source: () => loaders.source(row.definition),
    definition: async () => {
      const definition = await loaders.definition(row.processId);
      return definition?.version === row.version ? definitionView(definition, loaders) : null;
    },
    executionSummary: async () => executionSummary(row, await loaders.nodes(row.id)),
  };
}

function nodeView(node: NodeRow): object {
  return { ...node, nodeId: node.definitionId };
}

/** The run in sentences (data-index-and-jobs.md 2.4), its times in the form of the DateTime scalar. */
function executionSummary(row: InstanceRow, nodes: readonly NodeRow[]): string[] {
  const lines = [`Workflow started at ${formatDateTime(row.start)}`];
  for (const { errorMessage, enter, retrigger } of nodes) {
    if (retrigger) lines.push(`Workflow retriggered at ${formatDateTime(enter)}`);
    if (errorMessage !== null)
      lines.push(`Workflow failed with error ${errorMessage} at ${formatDateTime(enter)}`);
  }
  const last = nodes.at(-1);
  if (row.state === 'ACTIVE' && last && last.exit === null) {
    lines.push(`Workflow waiting at node ${last.name} since ${formatDateTime(last.enter)}`);
  }
  if (row.state === 'COMPLETED' && row.end !== null)
    lines.push(`Workflow completed at ${formatDateTime(row.end)}`);
  return lines;
}
