import type { DatabaseService, LoggerService, RootConfigService } from '@backstage/backend-plugin-api';
import { openEmbeddedEngine } from './embedded-engine';
import type { Engine } from './engine';
import type { OrchestratorConfig } from './orchestrator-config';
import { openRemoteEngine } from './remote-engine';

/** Backstage services that an engine may need. */
export interface EngineServices {
  readonly config: RootConfigService;
  readonly database: DatabaseService;
  readonly logger: LoggerService;
}

/**
 * Opens the engine that is configured. One inside this backend uses Backstage's PostgreSQL when Backstage has one,
 * otherwise a database of its own in a folder.
 *
 * @throws EngineStartError with a sentence that says what to do
 */
export async function openEngine(settings: OrchestratorConfig, services: EngineServices): Promise<Engine> {
  const { engine, limits } = settings;
  const { config, database, logger } = services;
  if (engine.kind === 'remote') {
    return openRemoteEngine(engine, limits, logger);
  }
  if (config.getOptionalString('backend.database.client') === 'pg') {
    const knex = await database.getClient();
    return openEmbeddedEngine(engine, { kind: 'knex', knex }, limits, logger);
  }
  return openEmbeddedEngine(engine, { kind: 'pglite', dataDir: engine.dataDir }, limits, logger);
}
