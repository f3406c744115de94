/*
 * Runs PGlite in a thread of its own, because a statement in PGlite blocks the thread that runs it.
 *
 * Node runs this file as it is: from dist, and from src too, where Node strips the types itself. That is why its imports
 * of code, here and in the files that it imports, end in `.ts`; the compiler rewrites them.
 */
import { parentPort } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { BoundStatement, Row } from './database.js';
import { compileQuicklyOnly } from './pglite-code.ts';
import { DurableFiles } from './pglite-files.ts';
import type { PgliteOpening, PgliteRequest, PgliteResponse, PgliteTask } from './pglite-protocol.js';
import { PgliteSession } from './pglite-session.ts';

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

class Host {
  readonly #database: PGlite;
  readonly #session: PgliteSession;
  #statements = 0;

  constructor(database: PGlite) {
    this.#database = database;
    this.#session = new PgliteSession(database);
  }

  async carryOut(request: PgliteRequest): Promise<PgliteResponse> {
    try {
      return { id: request.id, answers: await this.#run(request) };
    } catch (error) {
      return failure(request.id, error);
    }
  }

  async #run(task: PgliteTask): Promise<Row[][]> {
    switch (task.type) {
      case 'query':
        this.#statements++;
        return [await this.#session.query(task.statement, task.values)];
      case 'transaction':
        this.#statements++;
        return this.#transaction(task.statements);
      case 'script':
        await this.#database.exec(task.text);
        return [];
      case 'close':
        await this.#database.close();
        return [];
    }
  }

  async #transaction(statements: readonly BoundStatement[]): Promise<Row[][]> {
    await this.#database.exec('BEGIN');
    try {
      const answers: Row[][] = [];
      for (const { statement, values } of statements)
        answers.push(await this.#session.query(statement, values));
      await this.#database.exec('COMMIT');
      return answers;
    } catch (error) {
      await this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** PGlite has neither checkpointer nor autovacuum: without this the log and dead rows would grow without end. */
  async keepHouse(): Promise<void> {
    if (this.#statements < housekeepingEvery) return;
    this.#statements = 0;
    await this.#database.exec('VACUUM (ANALYZE)');
    await this.#database.exec('CHECKPOINT');
  }
}

function failure(id: number, error: unknown): PgliteResponse {
  // PGlite's file system throws plain objects.
  if (!(error instanceof Error)) return { id, message: 'an operation on its files failed' };
  const sqlState = 'severity' in error && 'code' in error ? error.code : undefined;
  return typeof sqlState === 'string'
    ? { id, message: error.message, sqlState }
    : { id, message: error.message };
}

type Port = NonNullable<typeof parentPort>;

function serve(port: Port, host: Host): void {
  let last: Promise<void> = Promise.resolve();
  port.on('message', (request: PgliteRequest) => {
    last = last.then(async () => {
      port.postMessage(await host.carryOut(request));
      if (request.type === 'close') port.close();
      else await host.keepHouse();
    });
  });
}

async function open(port: Port, { folder }: PgliteOpening): Promise<PgliteResponse> {
  try {
    const files = folder === undefined ? {} : { fs: new DurableFiles(folder) };
    serve(port, new Host(await PGlite.create({ startParams, ...files })));
    return { id: 0, answers: [] };
  } catch (error) {
    return failure(0, error);
  }
}

// Once the modules are loaded: V8 takes no compiled code from the cache that was made with other flags.
compileQuicklyOnly();
const port = parentPort;
port?.once('message', (opening: PgliteOpening) => {
  void open(port, opening).then((response) => port.postMessage(response));
});
