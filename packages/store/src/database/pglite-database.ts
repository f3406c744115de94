import type { Worker } from 'node:worker_threads';
import { StoreUnavailableError } from '../errors.js';
import { SqlError } from './database.js';
import type { BoundStatement, Database, Row, SqlValue, Statement } from './database.js';
import type { PgliteOpening, PgliteResponse, PgliteTask } from './pglite-protocol.js';
import { takeThread } from './pglite-thread.js';

interface Waiting {
  readonly resolve: (answers: Row[][]) => void;
  readonly reject: (error: Error) => void;
}

/** PostgreSQL in this process, in a worker thread. */
export class PgliteDatabase implements Database {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #nextId = 0;
  /** Why nothing can be asked any more. */
  #gone: StoreUnavailableError | undefined;

  private constructor(opening: PgliteOpening) {
    this.#worker = takeThread();
    this.#worker.on('message', (response: PgliteResponse) => this.#answer(response));
    this.#worker.on('error', (error: Error) => this.#lose(error.message));
    this.#worker.on('exit', () => this.#lose('it ended'));
    this.#worker.postMessage(opening);
  }

  /**
   * Opens the database in `folder`, made when it does not exist (which takes about 2 s); undefined keeps it in memory.
   *
   * @throws SqlError, StoreUnavailableError
   */
  static async open(folder: string | undefined): Promise<PgliteDatabase> {
    const database = new PgliteDatabase({ folder });
    await database.#expectAnswer();
    return database;
  }

  read(statement: Statement, values: readonly SqlValue[]): Promise<Row[]> {
    return this.query(statement, values);
  }

  async query(statement: Statement, values: readonly SqlValue[] = []): Promise<Row[]> {
    const [rows = []] = await this.#ask({ type: 'query', statement, values });
    return rows;
  }

  transaction(statements: readonly BoundStatement[]): Promise<Row[][]> {
    return this.#ask({ type: 'transaction', statements });
  }

  async script(text: string): Promise<void> {
    await this.#ask({ type: 'script', text });
  }

  listen(): () => void {
    return () => undefined;
  }

  async close(): Promise<void> {
    if (this.#gone !== undefined) return;
    const closed = this.#ask({ type: 'close' });
    this.#gone = new StoreUnavailableError('The store has been closed.');
    await closed;
    await this.#worker.terminate();
  }

  #ask(task: PgliteTask): Promise<Row[][]> {
    if (this.#gone !== undefined) return Promise.reject(this.#gone);
    const answer = this.#expectAnswer();
    this.#worker.postMessage({ ...task, id: this.#nextId - 1 });
    return answer;
  }

  /** The answer to the next id; the first one is the worker's own word that the database is open. */
  #expectAnswer(): Promise<Row[][]> {
    const id = this.#nextId++;
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #answer(response: PgliteResponse): void {
    const waiting = this.#waiting.get(response.id);
    this.#waiting.delete(response.id);
    if ('answers' in response) waiting?.resolve(response.answers.map((rows) => [...rows]));
    else waiting?.reject(errorOf(response));
  }

  #lose(reason: string): void {
    this.#gone ??= new StoreUnavailableError(
      `The embedded database stopped: ${reason}. Start again; nothing committed is lost.`,
    );
    for (const waiting of this.#waiting.values()) waiting.reject(this.#gone);
    this.#waiting.clear();
  }
}

function errorOf(response: { readonly message: string; readonly sqlState?: string }): Error {
  if (response.sqlState !== undefined) return new SqlError(response.message, response.sqlState);
  return new StoreUnavailableError(`The embedded database failed: ${response.message}.`);
}
