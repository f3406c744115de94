import type { Finding } from '@orchestrator/definition';
import type { Runtime } from '@orchestrator/runtime';
import type { DefinitionRow, InstanceRow, JobRow, NodeRow, Store } from '@orchestrator/store';
import DataLoader from 'dataloader';
import { GraphQLError } from 'graphql';

/** What views need to fetch when a query asks for it; each answer is loaded once for all rows of a list. */
export interface Loaders {
  /** Address of this server. */
  readonly serviceUrl: string;
  nodes(instanceId: string): Promise<readonly NodeRow[]>;
  instance(id: string): Promise<InstanceRow | undefined>;
  /** The instances that this one started. */
  children(instanceId: string): Promise<readonly InstanceRow[]>;
  /** What an instance follows. */
  definition(instance: InstanceRow): Promise<DefinitionRow | undefined>;
  /** What is to happen to an instance. */
  jobs(instanceId: string): Promise<readonly JobRow[]>;
  findings(workflowId: string): readonly Finding[];
}

/** Ids that the store takes in one list. */
const MAX_IDS = 1_000;

/** Instances whose nodes are read at once: each may have thousands. */
const MAX_INSTANCES = 200;

/** Rows below others that are read at once, whatever the number of those. */
const MAX_CHILDREN = 10_000;

/**
 * Loaders for one request: what several rows ask for is fetched together and once.
 *
 * @param timeLimit - milliseconds that one read may take
 */
export function createLoaders(
  store: Store,
  runtime: Runtime,
  serviceUrl: string,
  timeLimit: number,
): Loaders {
  const { index } = store;
  const nodes = new DataLoader<string, readonly NodeRow[]>(
    async (ids) => {
      const rows = await index.nodes(ids, timeLimit);
      return ids.map((id) => rows.get(id) ?? []);
    },
    { maxBatchSize: MAX_INSTANCES },
  );
  const instances = below(async (ids) => {
    const rows = await index.instances({ where: { field: 'id', operator: 'in', value: ids }, timeLimit });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => byId.get(id));
  });
  const children = below(async (ids) => {
    const where = { field: 'parentProcessInstanceId', operator: 'in', value: ids } as const;
    const orderBy = [{ field: 'start', descending: false }];
    const rows = await index.instances({ where, orderBy, limit: MAX_CHILDREN + 1, timeLimit });
    refuseTooMany(rows);
    const byParent = Map.groupBy(rows, (row) => row.parentProcessInstanceId);
    return ids.map((id) => byParent.get(id) ?? []);
  });
  const jobs = below(async (ids) => {
    const where = { field: 'processInstanceId', operator: 'in', value: ids } as const;
    const rows = await index.jobs({ where, limit: MAX_CHILDREN + 1, timeLimit });
    refuseTooMany(rows);
    const byInstance = Map.groupBy(rows, (row) => row.processInstanceId);
    return ids.map((id) => byInstance.get(id) ?? []);
  });
  return {
    serviceUrl,
    nodes: (instanceId) => nodes.load(instanceId),
    instance: (id) => instances.load(id),
    children: (instanceId) => children.load(instanceId),
    jobs: (instanceId) => jobs.load(instanceId),
    definition: definitionLoader(store, timeLimit),
    findings: (workflowId) =>
      runtime.definitions
        .findings()
        .flatMap((entry) => (entry.workflowId === workflowId ? entry.findings : [])),
  };
}

/** A part of the rows would look like all of them. @throws GraphQLError */
function refuseTooMany(rows: readonly unknown[]): void {
  if (rows.length <= MAX_CHILDREN) return;
  throw new GraphQLError(`There are more than ${MAX_CHILDREN} rows below these; ask for fewer rows at once.`);
}

function below<Row>(load: (ids: readonly string[]) => Promise<Row[]>): DataLoader<string, Row> {
  return new DataLoader(load, { maxBatchSize: MAX_IDS });
}

/** An own instance names its definition by hash, one of another runtime by id and version. */
function definitionLoader({ index }: Store, timeLimit: number): Loaders['definition'] {
  const byHash = new DataLoader<string, DefinitionRow | undefined>(async (hashes) => {
    const rows = await index.definitionsByHash(hashes, timeLimit);
    return hashes.map((hash) => rows.get(hash));
  });
  const keyOf = (id: string, version: string): string => JSON.stringify([id, version]);
  const byVersion = new DataLoader<InstanceRow, DefinitionRow | undefined, string>(
    async (instances) => {
      const versions = instances.map(({ processId, version }) => ({ id: processId, version: version ?? '' }));
      const rows = await index.definitionsByVersion(versions, timeLimit);
      const byKey = new Map(rows.map((row) => [keyOf(row.id, row.version), row]));
      return versions.map(({ id, version }) => byKey.get(keyOf(id, version)));
    },
    { cacheKeyFn: ({ processId, version }) => keyOf(processId, version ?? '') },
  );
  return async (instance) => {
    if (instance.ingested) return instance.version === null ? undefined : byVersion.load(instance);
    return instance.definition === null ? undefined : byHash.load(instance.definition);
  };
}
