import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statfsSync,
} from 'node:fs';
import { join } from 'node:path';
import { StoreFullError, StoreUnavailableError } from '../errors.js';
import { PgliteDatabase } from './pglite-database.js';

/** Below this much free space a failed opening is blamed on the disk: a new database takes 40 MB, its log 16 MB more. */
const roomToOpen = 64 * 1024 * 1024;

/**
 * Opens the database in a data folder that this process has locked.
 *
 * A new one is made beside its place and moved there once it is complete and on disk: a process that dies while it makes
 * one leaves nothing that the next would take for a database.
 *
 * @throws StoreFullError, StoreUnavailableError, SqlError
 */
export async function openPgliteFolder(dataDir: string): Promise<PgliteDatabase> {
  const folder = join(dataDir, 'database');
  try {
    if (!existsSync(folder)) await makeDatabase(dataDir, folder);
    return await PgliteDatabase.open(folder);
  } catch (error) {
    throw isFull(dataDir, error) ? noRoom(dataDir) : error;
  }
}

async function makeDatabase(dataDir: string, folder: string): Promise<void> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const database = await PgliteDatabase.open(draft);
  await database.close();
  syncTree(draft);
  renameSync(draft, folder);
  if (process.platform !== 'win32') syncOne(dataDir);
}

/** Making a database writes its files without syncing them; from then on PostgreSQL syncs what it changes. */
function syncTree(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const isFolder = entry.isDirectory();
    if (entry.isFile() || (isFolder && process.platform !== 'win32'))
      syncOne(join(entry.parentPath, entry.name));
  }
}

function syncOne(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** PGlite does not tell why it could not start, so a failure is held against the room that is left. */
function isFull(dataDir: string, error: unknown): boolean {
  if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') return true;
  if (!(error instanceof StoreUnavailableError)) return false;
  const { bavail, bsize } = statfsSync(dataDir);
  return bavail * bsize < roomToOpen;
}

function noRoom(dataDir: string): StoreFullError {
  return new StoreFullError(
    `There is no room for the database in ${dataDir}. Make room on its disk, then start again.`,
  );
}
