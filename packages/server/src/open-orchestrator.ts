import { RestConnector } from '@orchestrator/connectors';
import { createRuntime } from '@orchestrator/runtime';
import type { Runtime } from '@orchestrator/runtime';
import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import { createGraphql } from './graphql/handler.js';
import { createHandler } from './http/handler.js';
import { listen } from './http/listen.js';
import type { Listening } from './http/listen.js';
import type { Orchestrator, OrchestratorChange, OrchestratorOptions } from './orchestrator.js';

/**
 * Opens the database, reads the workflows and answers the engine as one object.
 *
 * @throws StoreLockedError and the other errors of the store, each with a sentence for the person who starts it
 *
 * @example
 * const orchestrator = await openOrchestrator({
 *   workflows: 'workflows',
 *   database: { kind: 'pglite', dataDir: '.data/engine' },
 *   serviceUrl: 'http://127.0.0.1:8080',
 *   logger,
 * });
 * const { url } = await orchestrator.listen({ host: '127.0.0.1', port: 8080 });
 */
export async function openOrchestrator(options: OrchestratorOptions): Promise<Orchestrator> {
  const { workflows, database, logger, serviceUrl, profile } = options;
  const store = await openStore(database);
  try {
    const connectors = new Map([['rest', new RestConnector()]]);
    const runtime = await createRuntime({
      store,
      workflows,
      connectors,
      logger,
      ...(profile !== undefined && { profile }),
    });
    const graphql = createGraphql({ store, runtime, serviceUrl, logger });
    const handler = createHandler({ runtime, store, graphql, logger });
    return assemble(runtime, store, handler);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function assemble(
  runtime: Runtime,
  store: Store,
  handler: (request: Request) => Promise<Response>,
): Orchestrator {
  const listening: Listening[] = [];
  return {
    fetch: handler,
    async listen(address) {
      const server = await listen(handler, address);
      listening.push(server);
      return { url: server.url };
    },
    onChange: (listener) => onChange(runtime, listener),
    async close() {
      // Starters who still wait get their committed run before their connections end.
      for (const server of listening) server.stop();
      try {
        await runtime.close();
      } finally {
        await Promise.all(listening.map((server) => server.close()));
        await store.close();
      }
    },
  };
}

function onChange(runtime: Runtime, listener: (change: OrchestratorChange) => void): () => void {
  const endCommits = runtime.onCommit(({ id, workflowId, version, state }) =>
    listener({ kind: 'instance', instanceId: id, workflowId, version, state }),
  );
  const endDefinitions = runtime.definitions.onChange((workflowId) =>
    listener({ kind: 'definition', ...(workflowId !== undefined && { workflowId }) }),
  );
  return () => {
    endCommits();
    endDefinitions();
  };
}
