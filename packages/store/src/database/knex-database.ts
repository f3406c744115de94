import { StoreOptionsError, StoreUnavailableError } from '../errors.js';
import { sqlErrorOf } from './database.js';
import type { BoundStatement, Database, Row, SqlValue, Statement } from './database.js';
import { PgListener } from './pg-listener.js';
import type { ListeningConnection } from './pg-listener.js';
import { inTransaction, readWithin } from './pg-transaction.js';
import type { PgConnection } from './pg-transaction.js';
import { Replanning } from './replanning.js';

/** The part of a knex instance, on client `pg`, that the store uses: its pool of raw connections, and how they are made. */
export interface KnexLike {
  readonly client: {
    readonly driverName?: unknown;
    acquireConnection(): Promise<unknown>;
    releaseConnection(connection: unknown): Promise<unknown>;
    /** Makes a connection outside of the pool. Absent: what other processes leave is found by looking only. */
    acquireRawConnection?(): Promise<unknown>;
  };
}

/** PostgreSQL through a pool that somebody else owns, as in a Backstage backend. Closing leaves the pool open. */
export class KnexDatabase implements Database {
  readonly #knex: KnexLike;
  readonly #running = new Set<Promise<unknown>>();
  readonly #listeners = new Set<PgListener>();
  readonly #replanning = new Replanning();
  #closed = false;

  /** @throws StoreOptionsError when the instance is not on client `pg` */
  constructor(knex: KnexLike) {
    const driver = knex.client.driverName;
    if (driver !== 'pg' && driver !== 'pgnative') {
      throw new StoreOptionsError(
        `The store needs a knex instance on client pg; this one is on ${String(driver)}.`,
      );
    }
    this.#knex = knex;
  }

  async query(statement: Statement, values: readonly SqlValue[] = []): Promise<Row[]> {
    const { rows } = await this.#track((connection) =>
      connection.query({ ...statement, values: [...values] }),
    );
    return rows;
  }

  read(statement: Statement, values: readonly SqlValue[], milliseconds: number): Promise<Row[]> {
    return this.#track((connection) => readWithin(connection, { statement, values }, milliseconds));
  }

  transaction(statements: readonly BoundStatement[]): Promise<Row[][]> {
    return this.#track((connection) => inTransaction(connection, statements));
  }

  async script(text: string): Promise<void> {
    await this.#track((connection) => connection.query({ text }));
  }

  listen(channel: string, heard: () => void): () => void {
    const { client } = this.#knex;
    // One of the pool's would never be given back, and the pool may be small.
    if (!client.acquireRawConnection) return () => undefined;
    const open = async (): Promise<ListeningConnection> => {
      const connection = await client.acquireRawConnection?.();
      if (!isListeningConnection(connection))
        throw new StoreOptionsError('The knex instance makes no pg connections.');
      return connection;
    };
    const listener = new PgListener(open, channel, heard);
    this.#listeners.add(listener);
    return () => {
      void listener.close();
      this.#listeners.delete(listener);
    };
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#listeners].map((listener) => listener.close()));
    await Promise.allSettled(this.#running);
  }

  async #track<T>(work: (connection: PgConnection) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreUnavailableError('The store has been closed.');
    const running = this.#withConnection(work);
    this.#running.add(running);
    try {
      return await running;
    } finally {
      this.#running.delete(running);
    }
  }

  async #withConnection<T>(work: (connection: PgConnection) => Promise<T>): Promise<T> {
    let connection: unknown;
    try {
      connection = await this.#knex.client.acquireConnection();
      if (!isPgConnection(connection))
        throw new StoreOptionsError('The knex instance gives no pg connections.');
      await this.#replanning.before(connection);
      return await work(connection);
    } catch (error) {
      if (error instanceof StoreOptionsError) throw error;
      throw sqlErrorOf(error) ?? unreachable(error);
    } finally {
      if (connection !== undefined) await this.#knex.client.releaseConnection(connection);
    }
  }
}

function isListeningConnection(value: unknown): value is ListeningConnection {
  return isPgConnection(value) && 'on' in value && 'end' in value;
}

function isPgConnection(value: unknown): value is PgConnection {
  return typeof value === 'object' && value !== null && 'query' in value && typeof value.query === 'function';
}

function unreachable(error: unknown): StoreUnavailableError {
  const reason = error instanceof Error ? error.message : 'no answer';
  return new StoreUnavailableError(
    `Cannot reach PostgreSQL (${reason}). Check the database that Backstage is configured with.`,
  );
}
