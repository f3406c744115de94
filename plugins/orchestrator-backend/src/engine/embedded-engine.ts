import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Orchestrator, OrchestratorOptions } from '@orchestrator/server';
import { DataIndex } from '../client/data-index';
import { text } from '../client/fields';
import { GraphqlClient } from '../client/graphql';
import { Transport, type TransportLimits } from '../client/transport';
import { WorkflowService } from '../client/workflow-service';
import { embeddedAvailability } from '../overview/availability';
import type { Engine } from './engine';
import type { EmbeddedConfig } from './orchestrator-config';
import { EngineStartError } from './start-error';

/** Stands for the engine in this process; requests to it never leave the process. */
const INTERNAL_URL = 'http://orchestrator.internal';

/** Time for calls on their way when the portal stops; whoever restarts it waits for it. */
const DRAIN_MS = 500;

/**
 * Opens the workflow engine inside this process and puts its API on a port.
 *
 * @throws EngineStartError with a sentence that says what to do
 */
export async function openEmbeddedEngine(
  config: EmbeddedConfig,
  database: OrchestratorOptions['database'],
  limits: TransportLimits,
  logger: LoggerService,
): Promise<Engine> {
  const orchestrator = await open(config, database, logger);
  const transport = new Transport((request) => orchestrator.fetch(request), limits);
  return {
    index: new DataIndex(new GraphqlClient(transport, INTERNAL_URL)),
    service: new WorkflowService(transport, INTERNAL_URL),
    availability: embeddedAvailability,
    remote: false,
    watch: (_viewers, onChange) => void orchestrator.onChange(onChange),
    close: async () => {
      await orchestrator.drain(DRAIN_MS);
      await orchestrator.close();
    },
  };
}

async function open(
  config: EmbeddedConfig,
  database: OrchestratorOptions['database'],
  logger: LoggerService,
): Promise<Orchestrator> {
  // The engine is an ES module; a backend that uses a remote one does not load it at all.
  const { openOrchestrator } = await import('@orchestrator/server');
  const orchestrator = await openOrchestrator({
    workflows: config.workflows,
    database,
    logger,
    serviceUrl: config.publicUrl,
    profile: config.profile,
    dialect: config.dialect,
    resourceMap: config.resourceMap,
    configuration: { shared: config.settings },
    ...(config.fetchResources && { fetchResource: fetch }),
  }).catch((error: unknown) => {
    throw startError(
      error,
      ' The settings are orchestrator.dataDir and orchestrator.workflows in app-config.yaml.',
    );
  });
  try {
    const { host, port, allowUnauthenticated } = config;
    const { url } = await orchestrator.listen({ host, port, allowUnauthenticated });
    logger.info(`The workflow engine runs in this process; its API listens on ${url}`);
    return orchestrator;
  } catch (error) {
    await orchestrator.close();
    throw startError(
      error,
      ' The settings are orchestrator.runtime.port, .host and .allowUnauthenticated in app-config.yaml.',
    );
  }
}

/** Errors that the engine raises on purpose carry a code and a sentence; others keep their stack. */
function startError(error: unknown, hint: string): unknown {
  const code = text(error, 'code');
  return error instanceof Error && code !== undefined
    ? new EngineStartError(code, `The workflow engine cannot start. ${error.message}${hint}`)
    : error;
}
