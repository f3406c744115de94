import { openStore } from '@orchestrator/store';
import type { Store } from '@orchestrator/store';
import type { Orchestrator, OrchestratorOptions } from './orchestrator.js';

/** A database that is open, and how it is let go. */
export interface OpenDatabase {
  readonly store: Store;
  readonly close: () => Promise<void>;
}

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
  const database = openDatabase(options.database);
  // What comes first may fail before anybody waits for it.
  database.catch(() => undefined);
  try {
    // Loaded only now, while the database is being opened, which takes about as long.
    const { buildOrchestrator } = await import('./build-orchestrator.js');
    return await buildOrchestrator(options, database);
  } catch (error) {
    await database.then(
      ({ close }) => close(),
      () => undefined,
    );
    throw error;
  }
}

async function openDatabase(database: OrchestratorOptions['database']): Promise<OpenDatabase> {
  if (database.kind === 'opened') return { store: database.store, close: async () => undefined };
  const store = await openStore(database);
  return { store, close: () => store.close() };
}
