/*
 * Runs PGlite in a thread of its own, because a statement in PGlite blocks the thread that runs it.
 *
 * Node runs this file as it is, from src too, where it strips the types. So it imports nothing of this package but types.
 */
import { fdatasyncSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import type { PgliteRequest, PgliteResponse, PgliteTask, PgliteWorkerData } from './pglite-protocol.js';

/**
 * PGlite's own settings without `-F`, which turns fsync off, and with the memory of a small server.
 * `wal_sync_method`: of the methods, only this one reaches the file system's `fsync` in PGlite's build.
 */
const settings = [
  'search_path=public',
  'exit_on_error=false',
  'log_checkpoints=false',
  'max_worker_processes=0',
  'max_parallel_workers=0',
  'max_parallel_workers_per_gather=0',
  'max_parallel_maintenance_workers=0',
  'io_method=sync',
  'shared_buffers=16MB',
  'wal_buffers=1MB',
  'max_connections=2',
  'jit=off',
  'wal_sync_method=fsync',
  'max_wal_size=64MB',
  'min_wal_size=32MB',
];
const startParams = ['--single', '-O', '-j', ...settings.flatMap((setting) => ['-c', setting])];

/** Statements between two rounds of housekeeping. */
const housekeepingEvery = 5000;

/** The files of a database folder, with the `fsync` that PGlite's own file system lacks: a commit survives a power cut. */
class DurableFiles extends NodeFS {
  override async init(...parameters: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(...parameters);
    const addSync = (module: object): void => {
      const operations = streamOperations(module);
      operations['fsync'] = (stream: { readonly nfd: number }): number => {
        fdatasyncSync(stream.nfd);
        return 0;
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), addSync] } };
  }
}

/** The table of file operations inside PGlite's build, which its types do not show. */
function streamOperations(module: object): { [operation: string]: unknown } {
  const files: unknown = 'NODEFS' in module ? module.NODEFS : undefined;
  if (typeof files !== 'object' || files === null || !('stream_ops' in files)) {
    throw new Error('This build of PGlite has no Node file system.');
  }
  const operations: unknown = files.stream_ops;
  if (!isRecord(operations)) throw new Error('This build of PGlite has no file operations.');
  return operations;
}

function isRecord(value: unknown): value is { [key: string]: unknown } {
  return typeof value === 'object' && value !== null;
}

async function openDatabase(data: PgliteWorkerData): Promise<PGlite> {
  const database = await PGlite.create({
    startParams,
    ...(data.folder === undefined ? {} : { fs: new DurableFiles(data.folder) }),
  });
  return database;
}

let statements = 0;

async function carryOut(database: PGlite, task: PgliteTask): Promise<PgliteResponse & { id: 0 }> {
  switch (task.type) {
    case 'query': {
      const { rows } = await database.query<{ [column: string]: unknown }>(task.text, [...task.values]);
      statements++;
      return { id: 0, rows };
    }
    case 'script':
      await database.exec(task.text);
      return { id: 0, rows: [] };
    case 'close':
      await database.close();
      return { id: 0, rows: [] };
  }
}

/** PGlite has neither checkpointer nor autovacuum: without this the log and dead rows would grow without end. */
async function keepHouse(database: PGlite): Promise<void> {
  if (statements < housekeepingEvery) return;
  statements = 0;
  await database.exec('VACUUM (ANALYZE)');
  await database.exec('CHECKPOINT');
}

function failure(id: number, error: unknown): PgliteResponse {
  if (!(error instanceof Error)) return { id, message: String(error) };
  const sqlState = 'severity' in error && 'code' in error ? error.code : undefined;
  return typeof sqlState === 'string'
    ? { id, message: error.message, sqlState }
    : { id, message: error.message };
}

function serve(port: NonNullable<typeof parentPort>, database: PGlite): void {
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: PgliteRequest) => {
    last = last.then(async () => {
      const answer = await carryOut(database, request).catch((error: unknown) => failure(request.id, error));
      port.postMessage({ ...answer, id: request.id } satisfies PgliteResponse);
      if (request.type === 'close') port.close();
      else await keepHouse(database);
    });
  });
}

if (parentPort !== null) {
  const port = parentPort;
  const answer = await openDatabase(workerData).then(
    (database) => {
      serve(port, database);
      return { id: 0, rows: [] };
    },
    (error: unknown) => failure(0, error),
  );
  port.postMessage(answer satisfies PgliteResponse);
}
