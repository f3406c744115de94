import type { Orchestrator, OrchestratorOptions } from './orchestrator.js';

/**
 * Opens the database, reads the workflows and answers the engine as one object.
 *
 * @throws AuthSettingsError, SettingError, CredentialsKeyError, StoreLockedError and the other errors of the store, each
 * with a sentence for the person who starts it
 *
 * @example
 * const orchestrator = await openOrchestrator({
 *   workflows: 'workflows',
 *   database: { kind: 'pglite', dataDir: '.data/engine' },
 *   logger,
 * });
 * const { url } = await orchestrator.listen({ host: '127.0.0.1', port: 8080 });
 */
export async function openOrchestrator(options: OrchestratorOptions): Promise<Orchestrator> {
  // Loaded here, so that whoever only asks something of this package stays quick.
  const { buildOrchestrator } = await import('./build-orchestrator.js');
  return buildOrchestrator(options);
}
