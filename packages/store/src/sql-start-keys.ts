import type { RetryingDatabase } from './database/retrying-database.js';
import { numberColumn, textColumn } from './rows/read-rows.js';
import * as sql from './sql/start-key-statements.js';
import type { ReservedStart, StartKeys, StartReservation } from './start-keys.js';

/** Keys of starts as a table. */
export class SqlStartKeys implements StartKeys {
  readonly #database: RetryingDatabase;

  constructor(database: RetryingDatabase) {
    this.#database = database;
  }

  async reserve({ key, fingerprint, instanceId, memory }: StartReservation): Promise<ReservedStart> {
    const values = [key, fingerprint, instanceId, memory];
    const [row = {}] = await this.#database.query(sql.reserveStart, values);
    return { instanceId: textColumn(row, 'instance_id'), fingerprint: textColumn(row, 'fingerprint') };
  }

  async prune(limit: number): Promise<number> {
    const [row] = await this.#database.query(sql.pruneStartKeys, [limit]);
    return row === undefined ? 0 : numberColumn(row, 'count');
  }
}
