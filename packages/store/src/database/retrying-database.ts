import { isRetryable, storeErrorOf } from './sql-state.js';
import type { BoundStatement, Database, Row, SqlValue, Statement } from './database.js';

/** How often a short statement is tried, in all, when it meets a deadlock. */
const maxAttempts = 3;

/** Short statements, tried again where that helps; throws the store's own errors. */
export class RetryingDatabase {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** One statement in a transaction of its own. */
  query(statement: Statement, values: readonly SqlValue[]): Promise<Row[]> {
    return this.#attempt(() => this.#database.query(statement, values));
  }

  /** One statement that only reads, with a plan for its values. */
  read(statement: Statement, values: readonly SqlValue[]): Promise<Row[]> {
    return this.#attempt(() => this.#database.read(statement, values, 0));
  }

  /** Several statements in one transaction; answers the rows of each. */
  transaction(statements: readonly BoundStatement[]): Promise<Row[][]> {
    return this.#attempt(() => this.#database.transaction(statements));
  }

  async #attempt<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt === maxAttempts || !isRetryable(error)) throw storeErrorOf(error);
      }
    }
  }
}
