import type { RetryingDatabase } from './database/retrying-database.js';
import type { Expired, Retention, Sweep } from './retention.js';
import { numberColumn, textColumn } from './rows/read-rows.js';
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

  async remove(instanceIds: readonly string[]): Promise<number> {
    if (instanceIds.length === 0) return 0;
    const [row = {}] = await this.#database.query(removeExpired, [instanceIds]);
    return numberColumn(row, 'count');
  }
}
