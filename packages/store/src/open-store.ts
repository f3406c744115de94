import { accessSync, constants, mkdirSync } from 'node:fs';
import type { Database } from './database/database.js';
import { lockFolder } from './database/folder-lock.js';
import type { FolderLock } from './database/folder-lock.js';
import type { KnexLike } from './database/knex-database.js';
import { storeErrorOf } from './database/sql-state.js';
import { StoreFolderError, StoreFullError } from './errors.js';
import { migrate } from './migrations/migrate.js';
import { migrations } from './migrations/migrations.js';
import { releaseJobs } from './sql/jobs.js';
import { releaseLeases } from './sql/release-leases.js';
import type { Store } from './store.js';

/** Where the state is kept. */
export type StoreOptions =
  /** PostgreSQL in this process; its files in `dataDir`, which is made when missing and locked against other processes. */
  | { readonly kind: 'pglite'; readonly dataDir: string }
  /** PostgreSQL in this process and in memory: gone with the process. For tests and trials. */
  | { readonly kind: 'pglite-memory' }
  /** A PostgreSQL server, 14 or newer. */
  | { readonly kind: 'postgres'; readonly url: string }
  /** A PostgreSQL server through somebody else's knex instance on client `pg`, which closing the store leaves open. */
  | { readonly kind: 'knex'; readonly knex: KnexLike };

/**
 * Opens the store and brings its schema up to date.
 *
 * @throws StoreLockedError when another process has the folder, StoreFolderError when it cannot be written,
 *   StoreFullError when its disk is full, StoreUnavailableError when PostgreSQL cannot be reached,
 *   StoreSchemaError when a newer release wrote the database, StoreOptionsError when the options cannot work
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  switch (options.kind) {
    case 'pglite':
      return openFolder(options.dataDir);
    case 'pglite-memory': {
      const { PgliteDatabase } = await import('./database/pglite-database.js');
      return prepare(await translated(PgliteDatabase.open(undefined)));
    }
    case 'postgres': {
      const { PostgresDatabase } = await import('./database/postgres-database.js');
      return prepare(new PostgresDatabase(options.url));
    }
    case 'knex': {
      const { KnexDatabase } = await import('./database/knex-database.js');
      return prepare(new KnexDatabase(options.knex));
    }
  }
}

/** The modules of the store are loaded while the database answers for the first time, which takes about as long. */
async function prepare(database: Database, onClose?: () => void): Promise<Store> {
  try {
    const migrated = migrate(database, migrations);
    migrated.catch(() => undefined);
    const { SqlStore } = await import('./sql-store.js');
    await migrated;
    return new SqlStore(database, onClose);
  } catch (error) {
    await database.close();
    throw storeErrorOf(error);
  }
}

async function openFolder(dataDir: string): Promise<Store> {
  const lock = await takeFolder(dataDir);
  try {
    const { openPgliteFolder } = await import('./database/pglite-folder.js');
    const database = await translated(openPgliteFolder(dataDir));
    const store = await prepare(database, () => lock.release());
    // Nobody else can hold a lease in a locked folder: what is left belongs to a process that died. One that ends gives
    // its leases up itself, and looking for them all the same takes a tenth of a start.
    if (!lock.wasReleased) {
      await database.query(releaseLeases, [null]);
      await database.query(releaseJobs, [null]);
    }
    return store;
  } catch (error) {
    lock.release(lock.wasReleased);
    throw error;
  }
}

async function translated<T>(opening: Promise<T>): Promise<T> {
  try {
    return await opening;
  } catch (error) {
    throw storeErrorOf(error);
  }
}

async function takeFolder(dataDir: string): Promise<FolderLock> {
  try {
    mkdirSync(dataDir, { recursive: true });
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK);
    return await lockFolder(dataDir);
  } catch (error) {
    throw folderError(dataDir, error);
  }
}

function folderError(dataDir: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.name.startsWith('Store')) return error;
  if (error.code === 'ENOSPC') {
    return new StoreFullError(`There is no room for the data folder ${dataDir}. Make room on its disk.`);
  }
  return new StoreFolderError(
    `The data folder ${dataDir} cannot be written (${String(error.code)}). Choose a folder that belongs to the user who runs this.`,
  );
}
