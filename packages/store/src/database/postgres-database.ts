import pg from 'pg';
import { StoreOptionsError, StoreUnavailableError } from '../errors.js';
import { maxReaders, sqlErrorOf } from './database.js';
import type { BoundStatement, Database, Row, SqlError, SqlValue, Statement } from './database.js';
import { PgListener } from './pg-listener.js';
import { inTransaction, readerOptions, readOnReader, writerOptions } from './pg-transaction.js';
import { Replanning } from './replanning.js';

/** Connections that write. Group commit keeps one busy; claims share the others. */
const maxWriters = 10;
const defaultPatienceMs = 10_000;
/** What the pool says to who waited that long for one of its connections; one that cannot be made says something else. */
const allTaken = 'timeout exceeded when trying to connect';

/** People look again within seconds, and what connects anew and plans anew answers late. */
const idleReaderMs = 60_000;

/** PostgreSQL over the network, through pools of its own. */
export class PostgresDatabase implements Database {
  readonly #writers: pg.Pool;
  readonly #readers: pg.Pool;
  readonly #address: string;
  readonly #listenerOptions: pg.ClientConfig;
  readonly #listeners = new Set<PgListener>();
  readonly #replanning = new Replanning();

  /**
   * @param patienceMs - how long a statement may wait for a connection, in milliseconds
   * @throws StoreOptionsError when the URL cannot be read
   */
  constructor(url: string, patienceMs = defaultPatienceMs) {
    this.#address = addressOf(url);
    const options = { connectionString: url, connectionTimeoutMillis: patienceMs, keepAlive: true };
    this.#listenerOptions = options;
    this.#writers = openPool({ ...options, max: maxWriters, options: writerOptions });
    this.#readers = openPool({
      ...options,
      max: maxReaders,
      idleTimeoutMillis: idleReaderMs,
      // Not by statements: behind a pooler they would be left to a connection that commits; so it refuses them at once.
      options: readerOptions,
    });
  }

  async query(statement: Statement, values: readonly SqlValue[] = []): Promise<Row[]> {
    const result = await this.#run({ ...statement, values: [...values] });
    return result.rows;
  }

  read(statement: Statement, values: readonly SqlValue[], milliseconds: number): Promise<Row[]> {
    return this.#guarded(async () => {
      const client = await this.#readers.connect();
      try {
        const rows = await readOnReader(client, { statement, values }, milliseconds);
        client.release();
        return rows;
      } catch (error) {
        client.release(!isHarmless(sqlErrorOf(error)));
        throw error;
      }
    });
  }

  transaction(statements: readonly BoundStatement[]): Promise<Row[][]> {
    return this.#guarded(async () => {
      const client = await this.#writers.connect();
      try {
        await this.#replanning.before(client);
        const answers = await inTransaction(client, statements);
        client.release();
        return answers;
      } catch (error) {
        // A connection in doubt is closed, which also ends its transaction.
        client.release(true);
        throw error;
      }
    });
  }

  async script(text: string): Promise<void> {
    await this.#run({ text });
  }

  listen(channel: string, heard: () => void): () => void {
    const open = async (): Promise<pg.Client> => {
      const client = new pg.Client(this.#listenerOptions);
      client.on('error', () => undefined);
      await client.connect();
      return client;
    };
    const listener = new PgListener(open, channel, heard);
    this.#listeners.add(listener);
    return () => {
      void listener.close();
      this.#listeners.delete(listener);
    };
  }

  async close(): Promise<void> {
    await Promise.all([...this.#listeners].map((listener) => listener.close()));
    if (!this.#writers.ending) await Promise.all([this.#writers.end(), this.#readers.end()]);
  }

  #run(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    return this.#guarded(async () => {
      const client = await this.#writers.connect();
      try {
        await this.#replanning.before(client);
        const result = await client.query<Row>(query);
        client.release();
        return result;
      } catch (error) {
        client.release(!isHarmless(sqlErrorOf(error)));
        throw error;
      }
    });
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#writers.ending) throw new StoreUnavailableError('The store has been closed.');
    try {
      return await work();
    } catch (error) {
      const refusal = sqlErrorOf(error);
      throw refusal !== undefined && !isLoginRefusal(refusal) ? refusal : unreachable(this.#address, error);
    }
  }
}

function openPool(options: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool(options);
  // Whoever uses a connection that breaks learns it from the answer, and an idle one is replaced by the pool; but without
  // a listener the event would end the process. It can come together with the word that the connection is ready.
  const ignore = (): void => undefined;
  pool.on('error', ignore);
  pool.on('connect', (client) => client.on('error', ignore));
  return pool;
}

/**
 * Whether a connection is as it was before: a statement is a transaction of its own, so a refused one leaves nothing behind.
 * Not where PostgreSQL ends the connection with the error, which it does where the server stops (57P), is broken or lost.
 */
function isHarmless(error: SqlError | undefined): boolean {
  return error !== undefined && !/^(57P|08|XX)/.test(error.sqlState);
}

/** PostgreSQL answers, but lets the user or the database's name not in. */
function isLoginRefusal({ sqlState }: SqlError): boolean {
  return sqlState.startsWith('28') || sqlState.startsWith('3D');
}

/** Never shows the driver's error itself: it may hold the connection string. */
function unreachable(address: string, error: unknown): StoreUnavailableError {
  const reason = error instanceof Error && error.message !== '' ? error.message : codeOf(error);
  if (reason === allTaken) {
    return new StoreUnavailableError(
      `PostgreSQL at ${address} gave no connection in time: all that this process may have are busy or get no answer. Where it can be reached, it cannot keep up: ask less of it at once, or give it more processors or a faster disk.`,
    );
  }
  return new StoreUnavailableError(
    `Cannot reach PostgreSQL at ${address} (${reason}). Check that it runs, and its address, user and password.`,
  );
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'no answer';
}

/** `host:port`, and nothing else of the URL. */
function addressOf(url: string): string {
  if (!URL.canParse(url) || !/^postgres(ql)?:$/.test(new URL(url).protocol)) {
    throw new StoreOptionsError(
      'The URL of the database must look like postgresql://user:password@host:5432/database.',
    );
  }
  const { hostname, port } = new URL(url);
  return `${hostname === '' ? 'localhost' : hostname}:${port === '' ? '5432' : port}`;
}
