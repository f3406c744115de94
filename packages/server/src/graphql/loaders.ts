import type { Runtime } from '@orchestrator/runtime';
import type { NodeRow, Store } from '@orchestrator/store';
import DataLoader from 'dataloader';
import type { Loaders } from './views.js';

/** Ids that the store takes in one list. */
const MAX_IDS = 1_000;

/** Subflows that are read at once, whatever the number of parents. */
const MAX_CHILDREN = 10_000;

/** Loaders for one request: what several rows ask for is fetched together and once. */
export function createLoaders(store: Store, runtime: Runtime, serviceUrl: string): Loaders {
  const nodes = new DataLoader<string, readonly NodeRow[]>(async (ids) => {
    const rows = await store.index.nodes(ids);
    return ids.map((id) => rows.get(id) ?? []);
  });
  const sources = new DataLoader<string, string | undefined>((hashes) =>
    Promise.all(hashes.map(async (hash) => (await store.loadDefinition(hash))?.source)),
  );
  const instances = new DataLoader(
    async (ids: readonly string[]) => {
      const rows = await store.index.instances({ where: { field: 'id', operator: 'in', value: ids } });
      const byId = new Map(rows.map((row) => [row.id, row]));
      return ids.map((id) => byId.get(id));
    },
    { maxBatchSize: MAX_IDS },
  );
  const children = new DataLoader(
    async (ids: readonly string[]) => {
      const where = { field: 'parentProcessInstanceId', operator: 'in', value: ids } as const;
      const orderBy = [{ field: 'start', descending: false }];
      const rows = await store.index.instances({ where, orderBy, limit: MAX_CHILDREN });
      const byParent = Map.groupBy(rows, (row) => row.parentProcessInstanceId);
      return ids.map((id) => byParent.get(id) ?? []);
    },
    { maxBatchSize: MAX_IDS },
  );
  const definitions = new DataLoader(async (ids: readonly string[]) => {
    const rows = await store.index.definitions({ where: { field: 'id', operator: 'in', value: ids } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });
  return {
    serviceUrl,
    nodes: (instanceId) => nodes.load(instanceId),
    instance: (id) => instances.load(id),
    children: (instanceId) => children.load(instanceId),
    source: (hash) => sources.load(hash),
    definition: (workflowId) => definitions.load(workflowId),
    findings: (workflowId) =>
      runtime.definitions
        .findings()
        .flatMap((entry) => (entry.workflowId === workflowId ? entry.findings : [])),
  };
}
