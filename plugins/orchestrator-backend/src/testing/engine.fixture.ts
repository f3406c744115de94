import { rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { openOrchestrator, type Orchestrator } from '@orchestrator/server';
import { DataIndex } from '../client/data-index';
import { GraphqlClient } from '../client/graphql';
import { Transport, type Fetch } from '../client/transport';
import { WorkflowService } from '../client/workflow-service';
import { writeDocuments } from './documents.fixture';

/** Limits that no test reaches by accident. */
export const LIMITS = { timeoutMs: 20_000, maxResponseBytes: 10_000_000 };

/** An engine on a database in memory, with the client in front of it. */
export interface TestEngine {
  readonly orchestrator: Orchestrator;
  /** Where it listens. */
  readonly url: string;
  readonly index: DataIndex;
  readonly service: WorkflowService;
  stop(): Promise<void>;
}

/** Opens one that listens on a free port. */
export async function openTestEngine(): Promise<TestEngine> {
  const workflows = await writeDocuments();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const quiet = () => undefined;
  const orchestrator = await openOrchestrator({
    workflows,
    database: { kind: 'pglite-memory' },
    serviceUrl: url,
    logger: { error: quiet, warn: quiet, info: quiet, debug: quiet },
  });
  await orchestrator.listen({ host: '127.0.0.1', port });
  const service = new WorkflowService(new Transport((request) => orchestrator.fetch(request), LIMITS), url);
  return {
    orchestrator,
    url,
    service,
    index: indexOver((request) => orchestrator.fetch(request)),
    async stop() {
      await orchestrator.close();
      await rm(workflows, { recursive: true, force: true });
    },
  };
}

/** A data index client over a fetch. */
export function indexOver(fetch: Fetch): DataIndex {
  return new DataIndex(new GraphqlClient(new Transport(fetch, LIMITS), 'http://index.test'));
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address ? address.port : 0;
}
