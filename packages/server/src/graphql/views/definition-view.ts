import type { DefinitionRow } from '@orchestrator/store';
import type { Loaders } from './loaders.js';
import { serviceUrlOf } from './service-url.js';

/** A definition as GraphQL shows it. */
export function definitionView(row: DefinitionRow, loaders: Loaders): object {
  return {
    ...row,
    ...addressOf(row, loaders),
    // Clients drop definitions whose status says so (orchestrator-plugins.md 5.4).
    metadata: row.ingested
      ? row.metadata
      : { ...row.metadata, status: row.available ? 'available' : 'unavailable' },
    nodes: nodesOf(row),
    findings: () => (row.ingested ? [] : loaders.findings(row.id)),
  };
}

/** The nodes of a definition as GraphQL shows them. */
export function nodesOf({ nodes }: DefinitionRow): object[] {
  return nodes.map(({ id, name, type, uniqueId = id, metadata }) => ({
    id,
    name,
    type,
    uniqueId,
    metadata: { UniqueId: uniqueId, ...metadata },
  }));
}

function addressOf(
  row: DefinitionRow,
  { serviceUrl }: Loaders,
): { endpoint: string | null; serviceUrl: string | null } {
  if (row.ingested) return { endpoint: row.endpoint, serviceUrl: serviceUrlOf(row.endpoint, row.id) };
  return { endpoint: `${serviceUrl}/${row.id}`, serviceUrl };
}
