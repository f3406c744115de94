import pg from 'pg';
import { StoreOptionsError, StoreUnavailableError } from '../errors.js';
import { sqlErrorOf } from './database.js';
import type { BoundStatement, Database, Row, SqlError, SqlValue, Statement } from './database.js';
import { inTransaction, readWithin } from './pg-transaction.js';

/** Connections of one store. Group commit keeps one busy; claims and readers share the others. */
const maxConnections = 10;
const connectTimeoutMs = 10_000;

/** PostgreSQL over the network, through a pool of its own. */
export class PostgresDatabase implements Database {
  readonly #pool: pg.Pool;
  readonly #address: string;

  /** @throws StoreOptionsError when the URL cannot be read */
  constructor(url: string) {
    this.#address = addressOf(url);
    this.#pool = new pg.Pool({
      connectionString: url,
      max: maxConnections,
      connectionTimeoutMillis: connectTimeoutMs,
      keepAlive: true,
    });
    // Whoever uses a connection that breaks learns it from the answer, and an idle one is replaced by the pool; but without
    // a listener the event would end the process. It can come together with the word that the connection is ready.
    const ignore = (): void => undefined;
    this.#pool.on('error', ignore);
    this.#pool.on('connect', (client) => client.on('error', ignore));
  }

  async query(statement: Statement, values: readonly SqlValue[] = []): Promise<Row[]> {
    const result = await this.#run({ ...statement, values: [...values] });
    return result.rows;
  }

  read(statement: Statement, values: readonly SqlValue[], milliseconds: number): Promise<Row[]> {
    return this.#withClient((client) => readWithin(client, { statement, values }, milliseconds));
  }

  transaction(statements: readonly BoundStatement[]): Promise<Row[][]> {
    return this.#withClient((client) => inTransaction(client, statements));
  }

  #withClient<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    return this.#guarded(async () => {
      const client = await this.#pool.connect();
      try {
        const result = await work(client);
        client.release();
        return result;
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

  async close(): Promise<void> {
    if (!this.#pool.ending) await this.#pool.end();
  }

  #run(query: pg.QueryConfig): Promise<pg.QueryResult<Row>> {
    return this.#guarded(() => this.#pool.query<Row>(query));
  }

  async #guarded<T>(work: () => Promise<T>): Promise<T> {
    if (this.#pool.ending) throw new StoreUnavailableError('The store has been closed.');
    try {
      return await work();
    } catch (error) {
      const refusal = sqlErrorOf(error);
      throw refusal !== undefined && !isLoginRefusal(refusal) ? refusal : unreachable(this.#address, error);
    }
  }
}

/** PostgreSQL answers, but lets the user or the database's name not in. */
function isLoginRefusal({ sqlState }: SqlError): boolean {
  return sqlState.startsWith('28') || sqlState.startsWith('3D');
}

/** Never shows the driver's error itself: it may hold the connection string. */
function unreachable(address: string, error: unknown): StoreUnavailableError {
  const reason = error instanceof Error && error.message !== '' ? error.message : codeOf(error);
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
