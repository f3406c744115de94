import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Logger, Settings } from '@orchestrator/runtime';
import type { OrchestratorOptions } from './orchestrator.js';

/** Setting of the server that holds the key. */
const KEY = 'orchestrator.credentials.key';

/** Shortest key that is taken, in characters: one that cannot be guessed. */
const MIN_LENGTH = 32;

/** Name of the file beside an embedded database that holds its key. */
const FILE = 'credentials.key';

/** The key for credentials cannot be used, so the server does not start. */
export class CredentialsKeyError extends Error {
  override readonly name = 'CredentialsKeyError';
  readonly code = 'invalid-credentials-key';
}

/**
 * The key under which credentials of runs are sealed in the database: from `orchestrator.credentials.key`, or for an
 * embedded database from a file beside it that only its owner can read, and which is made at the first start. Undefined
 * for other databases: then credentials are known to this process only, which is said once.
 *
 * @throws CredentialsKeyError
 */
export async function credentialsKey(
  settings: Settings,
  database: OrchestratorOptions['database'],
  logger: Logger,
): Promise<string | undefined> {
  const key = settings.get(KEY);
  if (key !== undefined && key.length >= MIN_LENGTH) return key;
  if (key !== undefined)
    throw new CredentialsKeyError(
      `${KEY} has ${key.length} characters; give it at least ${MIN_LENGTH} random ones.`,
    );
  if (database.kind === 'pglite') return keyBeside(database.dataDir);
  if (database.kind === 'postgres' || database.kind === 'knex')
    logger.info(
      `${KEY} is not set: runs that were started with credentials go on without them after a restart, and in other processes.`,
    );
  return undefined;
}

async function keyBeside(dataDir: string): Promise<string> {
  const file = path.join(dataDir, FILE);
  const known = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new CredentialsKeyError(`The key in ${file} can't be read: ${error.message}.`, { cause: error });
  });
  if (known !== undefined && known.trim().length >= MIN_LENGTH) return known.trim();
  const key = randomBytes(MIN_LENGTH).toString('base64url');
  await mkdir(dataDir, { recursive: true });
  // A process that dies while it writes leaves no half of a key.
  await writeFile(`${file}.new`, `${key}\n`, { mode: 0o600, flush: true });
  await rename(`${file}.new`, file);
  return key;
}
