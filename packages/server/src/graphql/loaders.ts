import type { Runtime } from '@orchestrator/runtime';
import type { NodeRow, Store } from '@orchestrator/store';
import type { Loaders } from './views.js';

/** Loaders for one request: what several rows ask for is fetched together and once. */
export function createLoaders(store: Store, runtime: Runtime, serviceUrl: string): Loaders {
  const nodes = batched((ids: readonly string[]) => store.index.nodes(ids));
  const sources = remembered(async (hash: string) => (await store.loadDefinition(hash))?.source);
  const definitions = batched(async (ids: readonly string[]) => {
    const rows = await store.index.definitions({ where: { field: 'id', operator: 'in', value: ids } });
    return new Map(rows.map((row) => [row.id, row]));
  });
  return {
    serviceUrl,
    nodes: async (instanceId): Promise<readonly NodeRow[]> => (await nodes(instanceId)) ?? [],
    source: sources,
    definition: definitions,
    findings: (workflowId) =>
      runtime.definitions
        .findings()
        .flatMap((entry) => (entry.workflowId === workflowId ? entry.findings : [])),
  };
}

/** Collects the keys that are asked for in the same turn of the event loop and loads them together. */
function batched<T>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, T>>,
): (key: string) => Promise<T | undefined> {
  const answers = new Map<string, Promise<T | undefined>>();
  let open: { keys: string[]; rows: Promise<ReadonlyMap<string, T>> } | undefined;
  const join = (key: string): Promise<ReadonlyMap<string, T>> => {
    if (!open) {
      const batch = {
        keys: [] as string[],
        rows: Promise.resolve().then(() => {
          open = undefined;
          return load(batch.keys);
        }),
      };
      open = batch;
    }
    open.keys.push(key);
    return open.rows;
  };
  return (key) => {
    const known = answers.get(key);
    if (known) return known;
    const answer = join(key).then((rows) => rows.get(key));
    answers.set(key, answer);
    return answer;
  };
}

function remembered<T>(load: (key: string) => Promise<T>): (key: string) => Promise<T> {
  const answers = new Map<string, Promise<T>>();
  return (key) => {
    const answer = answers.get(key) ?? load(key);
    answers.set(key, answer);
    return answer;
  };
}
