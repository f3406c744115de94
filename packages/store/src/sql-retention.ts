import type { Statement } from './database/database.js';
import type { RetryingDatabase } from './database/retrying-database.js';
import type { Expired, Retention, Sweep } from './retention.js';
import { numberColumn, textColumn } from './rows/read-rows.js';
import {
  lookForExpiredIngested,
  removeExpiredIngested,
  removeStrayIngested,
} from './sql/expired-ingested.js';
import { lookForExpired } from './sql/look-for-expired.js';
import { removeExpired } from './sql/remove-expired.js';

/** Where a sweep begins: before every run. */
const beginning = { startedAt: '-infinity', instanceId: '' };

/** Retention as statements. */
export class SqlRetention implements Retention {
  readonly #database: RetryingDatabase;

  constructor(database: RetryingDatabase) {
    this.#database = database;
  }

  async look({ age, limit, after = beginning }: Sweep): Promise<Expired> {
    const values = [age, after.startedAt, after.instanceId, limit];
    const rows = await this.#database.query(lookForExpired, values);
    const last = rows.length === limit ? rows.at(-1) : undefined;
    return {
      instanceIds: rows.filter((row) => row['expired'] === true).map((row) => textColumn(row, 'id')),
      ...(last && { next: { startedAt: textColumn(last, 'started'), instanceId: textColumn(last, 'id') } }),
    };
  }

  remove(instanceIds: readonly string[]): Promise<number> {
    return this.#count(removeExpired, instanceIds);
  }

  async lookIngested({ age, limit }: Omit<Sweep, 'after'>): Promise<readonly string[]> {
    const rows = await this.#database.query(lookForExpiredIngested, [age, limit]);
    return rows.map((row) => textColumn(row, 'id'));
  }

  removeIngested(instanceIds: readonly string[]): Promise<number> {
    return this.#count(removeExpiredIngested, instanceIds);
  }

  async removeStrays({ age, limit }: Omit<Sweep, 'after'>): Promise<number> {
    const [row = {}] = await this.#database.query(removeStrayIngested, [age, limit]);
    return numberColumn(row, 'count');
  }

  async #count(statement: Statement, instanceIds: readonly string[]): Promise<number> {
    if (instanceIds.length === 0) return 0;
    const [row = {}] = await this.#database.query(statement, [instanceIds]);
    return numberColumn(row, 'count');
  }
}
